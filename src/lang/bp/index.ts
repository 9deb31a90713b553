// The .bp language, for the rest of the product.
export { type BpOptions, type BpSource, type BpTrace, traceBp } from './trace';
export type { Configured, TrainPlan } from './train';
