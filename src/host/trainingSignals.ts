// What the one shared number says to a script that runs: go on, wait, stop.
export const GO = 0;
export const WAIT = 1;
export const STOP = 2;
