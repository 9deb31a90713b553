// The cases in text files: trees, findings, shapes.
import { join } from 'node:path';
import { describeCases } from './caseFiles';
import { showFindings, showShapes, showTree } from './show';

describe('bp', () => {
  describe('syntax trees', () => describeCases(join(__dirname, 'cases/trees'), showTree));
  describe('findings', () => describeCases(join(__dirname, 'cases/findings'), showFindings));
  describe('shapes', () => describeCases(join(__dirname, 'cases/shapes'), showShapes));
});
