// node read.mjs READER FILE...   Prints { file: { column: { type, values } } } as one reader sees the files.
import { readers } from './readers.mjs';

const [reader, ...files] = process.argv.slice(2);
const seen = {};
for (const file of files) {
  const table = await readers[reader](file);
  seen[file] = {};
  for (const { name, type } of table.columns) seen[file][name] = { type, values: await table.read(name) };
  table.close();
}
process.stdout.write(JSON.stringify(seen));
