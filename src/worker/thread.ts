// Which thread to be: what `workerData` says to the one bundle of everything that computes (dist/core.js).

export type Thread = 'tasks' | 'training' | 'script';
