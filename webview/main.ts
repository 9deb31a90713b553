// The graph view's entry: listens to the host and says that it is ready.
import { App } from './app';
import { onMessage, savedState } from './host';
import { say, useStrings } from './text';
import './style.css';

const app = new App(savedState());

onMessage(message => {
  switch (message.type) {
    case 'snapshot':
      app.show(message);
      break;
    case 'cursor':
      app.moveCursor(message.nodes);
      break;
    case 'formulas':
      app.formulas(message);
      break;
    case 'details':
      app.details(message);
      break;
    case 'tiles':
      app.tiles(message);
      break;
    case 'nothing':
      if (message.strings) useStrings(message.strings);
      app.nothing(say('failedTitle'), message.reason);
      break;
    case 'busy':
      app.busy(message.text);
      break;
  }
});

// VS Code changes the theme by changing the body's class and the root's style
const themes = new MutationObserver(() => app.restyle());
themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });

app.ready();
