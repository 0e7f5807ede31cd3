// The page of a pack: figures next to masked ones, marks in charts at a label with [c], figures in alternative texts.

const text = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#?\w+;/g, ' ').replace(/\s+/g, ' ').trim();
const matches = (html, pattern) => [...html.matchAll(pattern)].map((match) => match[0]);
const hasFigure = (cell) => /\d/.test(cell);

export function pageChannels(html, rows, tell) {
  const body = html.replace(/<style[\s\S]*?<\/style>/g, '');
  const levels = new Map();
  for (const row of rows.filter((each) => each.statistic === 'level')) {
    const name = `${row.measure_id}|${row.group}`;
    levels.set(name, (levels.get(name) ?? true) && row.hidden);
  }
  for (const table of matches(body, /<table[\s\S]*?<\/table>/g)) tableChannels(table, levels, tell);
  for (const chart of matches(body, /<svg[\s\S]*?<\/svg>/g)) chartChannels(chart, rows, tell);
}

function tableChannels(table, levels, tell) {
  const caption = text(table.match(/<caption[\s\S]*?<\/caption>/)?.[0] ?? 'table');
  const headers = matches(table, /<th[^>]*scope="col"[\s\S]*?<\/th>/g).map(text);
  const figures = headers.map((header) => /figure|interval|base|change|gap|comparison/i.test(header));
  let measure = caption.match(/^[A-Z]+-\d+\w?/)?.[0] ?? '';
  for (const row of matches(table, /<tr[\s\S]*?<\/tr>/g)) {
    const group = row.match(/<th[^>]*scope="rowgroup"[\s\S]*?<\/th>/);
    if (group) measure = text(group[0]).match(/^[A-Z]+-\d+\w?/)?.[0] ?? '';
    const label = text(row.match(/<th[^>]*scope="row"[\s\S]*?<\/th>/)?.[0] ?? '');
    const cells = matches(row, /<td[\s\S]*?<\/td>/g).map(text);
    if (label === '' || cells.length === 0) continue;
    const isFigure = (i) => figures[i + headers.length - cells.length];
    if (cells[0].startsWith('[c]') && cells.some((cell, i) => i > 0 && isFigure(i) && hasFigure(cell))) tell('figure beside [c] on the page', `${caption}: ${measure} ${label}`);
    if (!cells[0].startsWith('[c]') && hasFigure(cells[0]) && levels.get(`${measure}|${label}`)) tell('the page shows what the table masks', `${caption}: ${measure} ${label}`);
    const title = matches(row, /(?:title|aria-label|alt|data-[\w-]+)="[^"]*\d[^"]*"/g);
    if (cells[0].startsWith('[c]') && title.length > 0) tell('an attribute tells a masked figure', `${caption}: ${measure} ${label}`);
  }
}

// Marks are on the line of their label. A label with [c] must have none.
function chartChannels(chart, rows, tell) {
  const title = text(chart.match(/<title[\s\S]*?<\/title>/)?.[0] ?? 'chart');
  const labels = matches(chart, /<text[^>]*>[\s\S]*?<\/text>/g).map((each) => ({ y: Number(each.match(/\by="([-\d.]+)"/)?.[1]), content: text(each) }));
  const marks = matches(chart, /<(?:circle|rect)[^>]*>/g).map((each) => {
    const number = (name) => Number(each.match(new RegExp(`\\b${name}="([-\\d.]+)"`))?.[1] ?? 0);
    return each.startsWith('<circle') ? number('cy') : number('y') + number('height') / 2;
  });
  for (const label of labels.filter(({ content }) => content.includes('[c]'))) {
    if (marks.some((y) => Math.abs(y - label.y) <= 12)) tell('a mark in a chart where the label says [c]', `${title}: ${label.content}`);
  }
  const spoken = text(chart.match(/<desc[\s\S]*?<\/desc>/)?.[0] ?? '');
  for (const part of spoken.split(/[;.] /)) if (part.includes('[c]') && /\d/.test(part.replace(/^[^[]*/, ''))) tell('alternative text tells a masked figure', `${title}: ${part}`);
  // A chart of one measure names groups; groups that are masked everywhere must have no figure in its alternative text.
  const masked = new Set(rows.filter((row) => row.hidden && row.statistic === 'level').map((row) => row.group));
  for (const row of rows) if (!row.hidden && row.statistic === 'level') masked.delete(row.group);
  for (const group of masked) if (spoken.includes(`${group} `) && /^\s*-?\d/.test(spoken.slice(spoken.indexOf(`${group} `) + group.length))) tell('alternative text tells a masked figure', `${title}: ${group}`);
}
