// Ends a run when its loss has not improved for a while: the test loss where examples are kept for testing, else the training loss.
import type { EarlyStop } from './settings';
import type { Evaluation, Trainer } from './trainer';

export class EarlyStopping {
  private best = Number.POSITIVE_INFINITY;
  private bestStep = 0;

  constructor(private readonly rule: EarlyStop) {}

  /** True when training should end at this evaluation. */
  over(trainer: Pick<Trainer, 'test'>, { step, loss }: Evaluation): boolean {
    const now = trainer.test()?.loss ?? loss;
    if (now < this.best - this.rule.least) {
      this.best = now;
      this.bestStep = step;
    }
    return step - this.bestStep >= this.rule.patience;
  }
}
