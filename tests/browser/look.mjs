// Checks HTML files in the distribution's Chromium and prints faults, one per line: violations that axe-core finds (light, dark, narrow),
// requests other than for the file itself, errors on the page, content wider than a window of 320 px. Exit code 1 if there are any.
// With --paint it only measures the milliseconds to the first paint: the best of five loads, one line per file.
// Usage: node look.mjs [--shots FOLDER | --paint] FILE...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const args = process.argv.slice(2);
const shots = args[0] === '--shots' ? args.splice(0, 2)[1] : null;
const paints = args[0] === '--paint' && args.shift() !== undefined;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// axe-core is slow on a pack with hundreds of tables. One view runs all rules; the others run only rules that depend on colours or on the width,
// on the first three rows of each table body.
const views = [
  { name: 'light-1440', width: 1440, colorScheme: 'light', runOnly: tags },
  { name: 'dark-1440', width: 1440, colorScheme: 'dark', runOnly: ['color-contrast', 'link-in-text-block'] },
  { name: 'light-768', width: 768, colorScheme: 'light' },
  { name: 'light-320', width: 320, colorScheme: 'light', runOnly: ['scrollable-region-focusable', 'target-size', 'color-contrast'] },
  { name: 'dark-320', width: 320, colorScheme: 'dark' },
];
// The maximum height of a screenshot in Chromium.
const tallest = 16000;

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
    if (paints) {
      let best = Infinity;
      for (let i = 0; i < 5; i++) {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await page.goto(url);
        best = Math.min(best, await page.evaluate(() => new Promise(done => new PerformanceObserver(l => done(l.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true }))));
        await page.close();
      }
      console.log(`${basename(file)} ${Math.round(best)}`);
      continue;
    }
    for (const view of views) {
      const page = await browser.newPage({ viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme, bypassCSP: true });
      page.on('request', r => r.url() === url || report(file, view.name, `request to ${r.url()}`));
      page.on('pageerror', e => report(file, view.name, `error ${e.message}`));
      page.on('dialog', d => { report(file, view.name, `dialog ${d.message()}`); return d.dismiss(); });
      await page.goto(url);
      if (shots) {
        const height = Math.min(tallest, await page.evaluate(() => document.documentElement.scrollHeight));
        await page.screenshot({ path: join(shots, `${basename(file, '.html')}-${view.name}.png`), fullPage: true, clip: { x: 0, y: 0, width: view.width, height }, timeout: 120000 });
      }
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > view.width) report(file, view.name, `content is ${width} px wide`);
      if (!view.runOnly) {
        await page.close();
        continue;
      }
      if (view.runOnly !== tags)
        await page.evaluate(() => document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach(row => row.remove()));
      await page.evaluate(axe);
      const found = await page.evaluate(runOnly => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }), view.runOnly);
      if (found.passes.length === 0) report(file, view.name, 'axe-core checked nothing');
      for (const violation of found.violations)
        report(file, view.name, `${violation.id}: ${violation.help}: ${violation.nodes.map(n => n.target.join(' ')).join('; ')}`);
      await page.close();
    }
    // Without JavaScript: every figure and table is present, and only collapsed content is hidden.
    const bare = await browser.newPage({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false });
    await bare.goto(url);
    const hidden = await bare.evaluate(() => [...document.querySelectorAll('main h2, main h3, figure')]
      .filter(e => e.getClientRects().length === 0 || getComputedStyle(e).visibility !== 'visible').map(e => e.textContent.trim().slice(0, 60)));
    for (const text of hidden) report(file, 'no script', `${text} is not visible`);
    await bare.close();
    // By keyboard: the tab key reaches every visible link, button, list, collapsible section and scrolling table.
    const keys = await browser.newPage({ viewport: { width: 320, height: 900 } });
    await keys.goto(url);
    const wanted = await keys.evaluate(() => {
      const controls = [...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')].filter(e => e.checkVisibility());
      globalThis.reached = new Set();
      document.addEventListener('focusin', e => controls.includes(e.target) && globalThis.reached.add(e.target));
      return controls.length;
    });
    for (let i = 0; i < wanted + 5; i++)
      await keys.keyboard.press('Tab');
    const reached = await keys.evaluate(() => globalThis.reached.size);
    if (reached < wanted) report(file, 'keyboard', `${wanted - reached} of ${wanted} controls are not reached`);
    await keys.close();
  }
} finally {
  await browser.close();
}
process.exit(faults > 0 ? 1 : 0);
