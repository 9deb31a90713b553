// The Python front end: a file as a trace, or run as Python would run it.

export { silencer } from './directives';
export type { RunObserver } from './interpreter';
export { looksLikeModel } from './looksLikeModel';
export { type RunOptions, type RunResult, runPython, type Source } from './run';
export { type TraceOptions, type TraceSource, tracePython } from './trace';
