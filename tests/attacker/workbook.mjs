// Reads the sheets of an .xlsx as text: a zip of XML, opened without a library.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

function entries(bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end--;
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = bytes.readUInt16LE(end + 10); i > 0; i--) {
    const method = bytes.readUInt16LE(at + 10), size = bytes.readUInt32LE(at + 20), nameLength = bytes.readUInt16LE(at + 28), start = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(name, () => (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

const plain = (xml) => xml.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');

/** Every row of every sheet: {sheet, cells}, empty cells as ''. */
export function workbookRows(path) {
  const files = entries(readFileSync(path));
  const shared = [...(files.get('xl/sharedStrings.xml')?.() ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map((match) => plain(match[1]));
  const rows = [];
  for (const [name, read] of [...files].filter(([each]) => /^xl\/worksheets\/[^/]+\.xml$/.test(each))) {
    for (const [, row] of read().matchAll(/<row[^>]*>([\s\S]*?)<\/row>/g)) {
      const cells = [];
      for (const [, attributes, content] of row.matchAll(/<c([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
        const letters = attributes.match(/r="([A-Z]+)/)?.[1];
        const column = letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : cells.length;
        const value = plain(content ?? '');
        cells[column] = /t="s"/.test(attributes) ? shared[Number(value)] : value;
      }
      rows.push({ sheet: name, cells: Array.from(cells, (cell) => cell ?? '') });
    }
  }
  return rows;
}
