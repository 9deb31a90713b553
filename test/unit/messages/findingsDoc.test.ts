// docs/findings.md is made from the catalogue: `UPDATE_SNAPSHOTS=1 npm run test:unit` writes it anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules, ruleTexts } from '../../../src/messages/rules';
import type { Rule } from '../../../src/report/report';

const path = join(__dirname, '../../../docs/findings.md');

function page(): string {
  const all = Object.keys(rules.table).filter(key => key.endsWith('.title'));
  const sections = all.map(key => {
    const rule = key.slice(0, -'.title'.length) as Rule;
    const { title, text } = ruleTexts(rule);
    return `## \`${rule}\`: ${title}\n\n${text}\n`;
  });
  return `# What the findings mean\n\nMade from the message catalogue; the editor's "Explain" shows the same pages.\n\n${sections.join('\n')}`;
}

describe('docs/findings.md', () => {
  it('says what the catalogue says', () => {
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(path, page());
    assert.equal(readFileSync(path, 'utf8'), page());
  });
});
