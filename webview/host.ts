// The only door to the host: messages as the protocol has them, and the state that outlives the page.
import type { ToHost, ToView, ViewState } from '../src/host/protocol';

interface Api {
  postMessage(message: ToHost): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
}

declare function acquireVsCodeApi(): Api;

const api = acquireVsCodeApi();

export const send = (message: ToHost): void => api.postMessage(message);
export const savedState = (): ViewState | undefined => api.getState();
export const saveState = (state: ViewState): void => api.setState(state);

export function onMessage(handle: (message: ToView) => void): void {
  window.addEventListener('message', event => handle(event.data as ToView));
}
