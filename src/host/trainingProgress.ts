// Progress as VS Code shows it: a notification with percent, time left and cancel, for a run that takes longer than a moment.
import * as vscode from 'vscode';
import { trainMessages as say } from '../messages/train';
import type { Control } from '../train/messages';
import type { TrainingView } from '../train/view';

/** Shorter runs are over before one could read it. */
const WORTH_TELLING = 3;

export class TrainingProgress {
  private finish: (() => void) | undefined;
  private report: vscode.Progress<{ message?: string; increment?: number }> | undefined;
  private shown = 0;

  constructor(
    private readonly file: string,
    private readonly tell: (control: Control) => void,
  ) {}

  update({ state, step, steps, secondsLeft }: Pick<TrainingView, 'state' | 'step' | 'steps' | 'secondsLeft'>): void {
    if (state !== 'running') {
      this.end();
      return;
    }
    if (!this.finish && secondsLeft !== null && secondsLeft > WORTH_TELLING) this.begin();
    const percent = Math.floor((100 * step) / Math.max(1, steps));
    const left = secondsLeft === null ? '–' : seconds(secondsLeft);
    this.report?.report({ message: say('trainPercent', { percent, left }), increment: percent - this.shown });
    this.shown = percent;
  }

  end(): void {
    this.finish?.();
    this.finish = undefined;
    this.report = undefined;
  }

  private begin(): void {
    const options = { location: vscode.ProgressLocation.Notification, title: say('trainProgress', { file: this.file }), cancellable: true };
    this.shown = 0;
    void vscode.window.withProgress(options, (report, cancelled) => {
      this.report = report;
      cancelled.onCancellationRequested(() => this.tell({ type: 'stop' }));
      return new Promise<void>(done => {
        this.finish = done;
      });
    });
  }
}

function seconds(left: number): string {
  if (left < 90) return `${Math.ceil(left)} s`;
  const minutes = Math.round(left / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
