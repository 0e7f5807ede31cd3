// node read.mjs READER Values|Hashes FILE...   Prints [{ columns: { name: { type, values } }, metadata }] as one reader sees the files.
// ParquetReaders.cs calls it for hyparquet and parquet-wasm, which .NET cannot use directly. Values are written as in that file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { readParquet } from 'parquet-wasm';
import { DataType, tableFromIPC } from 'apache-arrow';

const view = new DataView(new ArrayBuffer(8));
const spell = {
  bool: v => String(Boolean(v)),
  int32: String,
  double: v => {
    view.setFloat64(0, v);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  },
  string: v => v,
  uuid: v => (typeof v === 'string' ? v.replaceAll('-', '') : Buffer.from(v).toString('hex')),
  date: String,
};

const unsupported = (name, type) => new Error(`column ${name} has type ${type}, which has no spelling here`);

function hyparquetType({ name, type, converted_type: converted, logical_type: logical }) {
  const meaning = logical?.type ?? converted;
  const found = { 'BYTE_ARRAY STRING': 'string', 'BYTE_ARRAY UTF8': 'string', 'FIXED_LEN_BYTE_ARRAY UUID': 'uuid', 'INT32 DATE': 'date', 'INT32 INTEGER': 'int32', 'INT32 INT_32': 'int32',
    'INT32 undefined': 'int32', 'BOOLEAN undefined': 'bool', 'DOUBLE undefined': 'double' }[`${type} ${meaning}`];
  if (!found) throw unsupported(name, `${type} ${meaning}`);
  return found;
}

async function hyparquet(path) {
  const file = await asyncBufferFromFile(path), metadata = await parquetMetadataAsync(file);
  const columns = {};
  for (const element of metadata.schema.slice(1)) {
    const type = hyparquetType(element);
    const rows = await parquetReadObjects({ file, metadata, compressors, columns: [element.name], parsers: { dateFromDays: days => days } });
    columns[element.name] = { type, values: rows.map(row => row[element.name] ?? null).map(v => (v === null ? null : spell[type](v))) };
  }
  return { columns, metadata: Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value])) };
}

// Readers of Arrow's raw buffers: the name of a type, and a function of a chunk and an index.
function arrowType({ name, type }) {
  const raw = (chunk, i) => chunk.values[i];
  if (DataType.isBool(type)) return ['bool', (chunk, i) => (chunk.values[(chunk.offset + i) >> 3] >> ((chunk.offset + i) & 7)) & 1];
  if (DataType.isInt(type) && type.isSigned && type.bitWidth === 32) return ['int32', raw];
  if (DataType.isFloat(type) && type.precision === 2) return ['double', raw];
  if (DataType.isDate(type)) return ['date', raw];
  if (DataType.isUtf8(type)) return ['string', (chunk, i) => Buffer.from(chunk.values.subarray(chunk.valueOffsets[i], chunk.valueOffsets[i + 1])).toString('utf8')];
  if (DataType.isFixedSizeBinary(type) && type.byteWidth === 16) return ['uuid', (chunk, i) => chunk.values.subarray(16 * i, 16 * i + 16)];
  throw unsupported(name, type);
}

function wasm(path) {
  const table = tableFromIPC(readParquet(readFileSync(path)).intoIPCStream());
  const columns = {};
  for (const field of table.schema.fields) {
    const [type, raw] = arrowType(field);
    columns[field.name] = {
      type,
      values: table.getChild(field.name).data.flatMap(chunk => Array.from({ length: chunk.length }, (_, i) => (chunk.getValid(i) ? spell[type](raw(chunk, i)) : null))),
    };
  }
  return { columns, metadata: Object.fromEntries(table.schema.metadata) };
}

function hashed(values) {
  const hash = createHash('sha256');
  for (const value of values)
    hash.update(value === null ? '-;' : `${Buffer.byteLength(value)}:${value};`);
  return [hash.digest('hex')];
}

const [reader, detail, ...files] = process.argv.slice(2);
const seen = [];
for (const path of files) {
  const file = await { hyparquet, 'parquet-wasm': wasm }[reader](path);
  if (detail === 'Hashes')
    for (const column of Object.values(file.columns))
      column.values = hashed(column.values);
  seen.push(file);
}
process.stdout.write(JSON.stringify(seen));
