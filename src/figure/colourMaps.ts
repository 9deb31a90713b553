// Colour maps by the names that matplotlib gives them: a number from 0 to 1 becomes a colour. `_r` at the end turns one round.
import * as d3 from 'd3';

type Map = (t: number) => string;

const through = (...colours: string[]): Map => d3.piecewise(d3.interpolateRgb, colours);
const steps =
  (colours: readonly string[]): Map =>
  t =>
    colours[Math.min(colours.length - 1, Math.max(0, Math.floor(t * colours.length)))];

const TAB10 = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b', '#e377c2', '#7f7f7f', '#bcbd22', '#17becf'];
const TURNED =
  (map: Map): Map =>
  t =>
    map(1 - t);

const MAPS: Readonly<Record<string, Map>> = {
  viridis: d3.interpolateViridis,
  plasma: d3.interpolatePlasma,
  inferno: d3.interpolateInferno,
  magma: d3.interpolateMagma,
  cividis: d3.interpolateCividis,
  turbo: d3.interpolateTurbo,
  gray: through('#000000', '#ffffff'),
  grey: through('#000000', '#ffffff'),
  binary: through('#ffffff', '#000000'),
  gist_gray: through('#000000', '#ffffff'),
  gist_yarg: through('#ffffff', '#000000'),
  bone: through('#000000', '#515170', '#a7c7c7', '#ffffff'),
  hot: through('#0b0000', '#ff0000', '#ffff00', '#ffffff'),
  jet: through('#000080', '#0000ff', '#00ffff', '#80ff80', '#ffff00', '#ff0000', '#800000'),
  rainbow: d3.interpolateRainbow,
  hsv: d3.interpolateSinebow,
  cool: through('#00ffff', '#ff00ff'),
  spring: through('#ff00ff', '#ffff00'),
  summer: through('#008066', '#ffff66'),
  autumn: through('#ff0000', '#ffff00'),
  winter: through('#0000ff', '#00ff80'),
  copper: through('#000000', '#ffc77f'),
  bwr: through('#0000ff', '#ffffff', '#ff0000'),
  brg: through('#0000ff', '#ff0000', '#00ff00'),
  seismic: through('#00004c', '#0000ff', '#ffffff', '#ff0000', '#800000'),
  coolwarm: through('#3b4cc0', '#8db0fe', '#dddddd', '#f49a7b', '#b40426'),
  Greys: d3.interpolateGreys,
  Blues: d3.interpolateBlues,
  Greens: d3.interpolateGreens,
  Reds: d3.interpolateReds,
  Oranges: d3.interpolateOranges,
  Purples: d3.interpolatePurples,
  YlGnBu: d3.interpolateYlGnBu,
  YlOrRd: d3.interpolateYlOrRd,
  YlGn: d3.interpolateYlGn,
  PuBu: d3.interpolatePuBu,
  BuGn: d3.interpolateBuGn,
  GnBu: d3.interpolateGnBu,
  OrRd: d3.interpolateOrRd,
  Spectral: d3.interpolateSpectral,
  RdBu: d3.interpolateRdBu,
  RdYlBu: d3.interpolateRdYlBu,
  RdYlGn: d3.interpolateRdYlGn,
  RdGy: d3.interpolateRdGy,
  PiYG: d3.interpolatePiYG,
  PRGn: d3.interpolatePRGn,
  BrBG: d3.interpolateBrBG,
  PuOr: d3.interpolatePuOr,
  tab10: steps(TAB10),
  Paired: steps(d3.schemePaired),
  Set1: steps(d3.schemeSet1),
  Set2: steps(d3.schemeSet2),
  Set3: steps(d3.schemeSet3),
  Accent: steps(d3.schemeAccent),
  Dark2: steps(d3.schemeDark2),
  Pastel1: steps(d3.schemePastel1),
};

/** A map made by hand names its colours: `#rrggbb,#rrggbb`. */
export function colourMap(name: string): (t: number) => d3.RGBColor {
  const turned = name.endsWith('_r');
  const plain = turned ? name.slice(0, -2) : name;
  const found = plain.startsWith('#') ? steps(plain.split(',')) : (MAPS[plain] ?? MAPS.viridis);
  const map = turned ? TURNED(found) : found;
  return t => d3.rgb(map(Number.isFinite(t) ? Math.min(1, Math.max(0, t)) : 0));
}

export const hasColourMap = (name: string): boolean => name.replace(/_r$/, '') in MAPS;
