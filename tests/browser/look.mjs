// Looks at HTML files in the distribution's Chromium and prints what is wrong, one line each: violations that axe-core finds (light, dark, narrow),
// requests beyond the file itself, errors of the page, content wider than a window of 320 px. Exit code 1 if there is any.
// Usage: node look.mjs [--shots FOLDER] FILE...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const args = process.argv.slice(2);
const shots = args[0] === '--shots' ? args.splice(0, 2)[1] : null;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = [
  { name: 'light-1280', width: 1280, colorScheme: 'light' },
  { name: 'dark-1280', width: 1280, colorScheme: 'dark' },
  { name: 'light-320', width: 320, colorScheme: 'light' },
  { name: 'dark-320', width: 320, colorScheme: 'dark' },
];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let faults = 0;
const report = (file, view, fault) => {
  faults++;
  console.log(`${basename(file)} (${view}): ${fault}`);
};
try {
  for (const file of args) {
    const url = pathToFileURL(resolve(file)).href;
    for (const view of views) {
      const page = await browser.newPage({ viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme, bypassCSP: true });
      page.on('request', r => r.url() === url || report(file, view.name, `request to ${r.url()}`));
      page.on('pageerror', e => report(file, view.name, `error ${e.message}`));
      page.on('dialog', d => { report(file, view.name, `dialog ${d.message()}`); return d.dismiss(); });
      await page.goto(url);
      if (shots) await page.screenshot({ path: join(shots, `${basename(file, '.html')}-${view.name}.png`), fullPage: true });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > view.width) report(file, view.name, `content is ${width} px wide`);
      await page.evaluate(axe);
      const found = await page.evaluate(tags => globalThis.axe.run(document, { runOnly: tags }), tags);
      if (found.passes.length === 0) report(file, view.name, 'axe-core checked nothing');
      for (const violation of found.violations)
        report(file, view.name, `${violation.id}: ${violation.help}: ${violation.nodes.map(n => n.target.join(' ')).join('; ')}`);
      await page.close();
    }
  }
} finally {
  await browser.close();
}
process.exit(faults > 0 ? 1 : 0);
