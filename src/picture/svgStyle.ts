// The style sheet inside an exported SVG: the same class names as the view's, with the colours of one theme, or of both by the reader's.
import { type Palette, paletteOf, type Theme } from './palette';

const ui = `"Segoe UI",Inter,system-ui,Ubuntu,"Noto Sans CJK SC",sans-serif`;
const code = `"Cascadia Code","JetBrains Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace`;
const maths = `"STIX Two Math","Cambria Math","Latin Modern Math","Times New Roman",serif`;

export function svgStyle(theme: Theme | 'auto'): string {
  if (theme !== 'auto') return fixed + colours(paletteOf(theme));
  return `${fixed}${colours(paletteOf('light'))}@media (prefers-color-scheme:dark){${colours(paletteOf('dark'))}}`;
}

const fixed = [
  `text{font:11px ${ui};font-variant-numeric:tabular-nums}`,
  `.name{font:600 13px ${code}}.member{font:12px ${code}}.formula{font-family:${maths};font-size:13px}.caption{font-size:10.5px}`,
  '.v{font-style:italic}.bad{font-weight:600;text-decoration:underline}',
  '.lane-title,.title{font-weight:600;font-size:12px}.badge-text,.clash-text,.mark-text{font-weight:700}.badge-text,.clash-text{font-size:12px}',
  '.mark-text{font-size:10px}.wrong-text,.operand-text .bad{font-weight:600}',
  '.edge{fill:none;stroke-width:1.5}.edge.backward{stroke-dasharray:6 4}.edge.reused{stroke-width:1.2;stroke-dasharray:1.2 4;stroke-linecap:round}',
  '.edge.flagged{stroke-width:2.4}.edge.reused.flagged{stroke-width:2.8;stroke-dasharray:.5 5}',
  '.mark.line,.mark.tick,.mark.cross,.toggle,.toggle-sign,.inner,.operand,.frame{fill:none}',
  '.mark{stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}.mark.fill{stroke:none}.mark.tick{stroke-width:1.7}.mark.cross{stroke-width:2.1}',
  '.mark.unchecked.line,.ghost .box{stroke-dasharray:2.6 2}.box{stroke-width:1}.is-wrong>.box{stroke-width:2}',
  '.edge.gone{stroke-dasharray:2 3;opacity:.6}.is-removed>.box{stroke-dasharray:4 3}.change-text{font-weight:600;font-size:10.5px}.change{stroke-width:1.2}',
  '.shape,.halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}',
].join('');

function colours(c: Palette): string {
  return [
    `.page{fill:${c.bg}}.lane{fill:${c.lane}}text{fill:${c.fg}}.sizes,.caption,.lane-note,.unchecked-text{fill:${c.dim}}`,
    `.box{fill:${c.node};stroke:${c.nodeLine}}.stack{fill:${c.node};stroke:${c.nodeLine}}.inner,.frame,.toggle{stroke:${c.nodeLine}}.toggle-sign{stroke:${c.fg}}`,
    `.ghost .box{fill:none}.is-wrong>.box{fill:${c.badTint};stroke:${c.bad}}.wrong-text,.bad{fill:${c.badText}}`,
    `.edge.forward,.a-forward{stroke:${c.forward}}.edge.backward{stroke:${c.backward}}.edge.reused{stroke:${c.reused}}.edge.flagged{stroke:${c.bad}}`,
    `.a-forward,.dot.forward{fill:${c.forward};stroke:none}.a-backward{fill:${c.backward}}.a-reused,.dot.reused{fill:${c.reused}}.a-flagged{fill:${c.bad}}`,
    `.shape,.halo{stroke:${c.bg}}.operand{fill:${c.bg};stroke:${c.bad}}.clash{fill:${c.bad}}.clash-text{fill:${c.bg}}`,
    `.ok{stroke:${c.ok}}.scaled{stroke:${c.scaled}}.scaled-text{fill:${c.scaledText}}.inherited{stroke:${c.inherited}}.unchecked{stroke:${c.dim}}`,
    `.mark.bad.fill{fill:${c.bad}}.mark.bad.cross{stroke:${c.bg}}.above{fill:${c.above}}.below{fill:${c.below}}`,
    `.change{fill:${c.bg}}.change.added{stroke:${c.ok}}.change.removed{stroke:${c.bad}}.change.changed{stroke:${c.inherited}}`,
    `.badge{fill:${c.badge}}.badge-text{fill:${c.badgeText}}.hatch{fill:url(#hatch);stroke:${c.bad}}.hatch-line{stroke:${c.bad}}`,
  ].join('');
}
