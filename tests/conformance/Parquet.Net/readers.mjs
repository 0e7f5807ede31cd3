// Three readers with one face: open(file) gives { rows, columns: [{ name, type }], read(name), close() }, where read answers
// the column's values in the spelling of values.mjs.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { readParquet } from 'parquet-wasm';
import { DataType, tableFromIPC, TimeUnit } from 'apache-arrow';
import { spell } from './values.mjs';

export const quote = text => `'${text.replaceAll("'", "''")}'`;

const unsupported = (reader, name, type) => new Error(`${reader}: column ${name} has type ${type}, which has no spelling here`);

const duckTypes = {
  BOOLEAN: ['bool', v => v],
  INTEGER: ['int32', v => v],
  BIGINT: ['int64', v => v],
  FLOAT: ['float', v => v],
  DOUBLE: ['double', v => v],
  VARCHAR: ['string', v => v],
  BLOB: ['bytes', v => v.bytes],
  UUID: ['uuid', v => v.toString()],
  DATE: ['date', v => v.days],
  TIMESTAMP: ['timestamp', v => v.micros],
  TIMESTAMP_MS: ['timestamp', v => v.millis * 1000n],
  'TIMESTAMP WITH TIME ZONE': ['timestamp', v => v.micros],
};

async function duckdb(file) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const source = `read_parquet(${quote(file)})`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  const types = new Map(described.getRows().map(([name, type]) => {
    if (!duckTypes[type]) throw unsupported('duckdb', name, type);
    return [name, duckTypes[type]];
  }));
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${source}`);
  return {
    rows: Number(counted.getRows()[0][0]),
    columns: [...types].map(([name, [type]]) => ({ name, type })),
    async read(name) {
      const [type, raw] = types.get(name);
      const result = await connection.runAndReadAll(`SELECT "${name.replaceAll('"', '""')}" FROM ${source}`);
      return (result.getColumns()[0] ?? []).map(v => (v === null ? null : spell[type](raw(v))));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

// Numbers as they stand in the file; hyparquet's own dates lose what a Date cannot hold.
const parsers = {
  timestampFromMilliseconds: v => BigInt(v) * 1000n,
  timestampFromMicroseconds: v => BigInt(v),
  timestampFromNanoseconds: v => BigInt(v) / 1000n,
  dateFromDays: v => v,
};

function hyparquetType({ name, type, converted_type: converted, logical_type: logical }) {
  const meaning = logical?.type ?? converted;
  if (type === 'BYTE_ARRAY' && (meaning === 'STRING' || meaning === 'UTF8')) return 'string';
  if (type === 'FIXED_LEN_BYTE_ARRAY' && meaning === 'UUID') return 'uuid';
  if (type === 'INT32' && meaning === 'DATE') return 'date';
  if (type === 'INT64' && meaning?.startsWith('TIMESTAMP')) return 'timestamp';
  const plain = { BOOLEAN: 'bool', INT32: 'int32', INT64: 'int64', FLOAT: 'float', DOUBLE: 'double', BYTE_ARRAY: 'bytes' }[type];
  if (!plain || (meaning && !['INT_32', 'INT_64', 'INTEGER'].includes(meaning))) throw unsupported('hyparquet', name, `${type} ${meaning}`);
  return plain;
}

async function hyparquet(path) {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const columns = metadata.schema.slice(1).map(element => ({ name: element.name, type: hyparquetType(element) }));
  return {
    rows: Number(metadata.num_rows),
    columns,
    async read(name) {
      const { type } = columns.find(c => c.name === name);
      const values = [];
      await parquetRead({
        file, metadata, compressors, parsers, utf8: false, columns: [name], rowFormat: 'object',
        onComplete: rows => rows.forEach(row => values.push(row[name] ?? null)),
      });
      return values.map(v => (v === null ? null : spell[type](v)));
    },
    close() {},
  };
}

const microsPer = { [TimeUnit.SECOND]: [1_000_000n, 1n], [TimeUnit.MILLISECOND]: [1000n, 1n], [TimeUnit.MICROSECOND]: [1n, 1n], [TimeUnit.NANOSECOND]: [1n, 1000n] };

// How Arrow's raw buffers are read: a type's name, and a function of a chunk and an index.
function arrowType({ name, type }) {
  const raw = (chunk, i) => chunk.values[i];
  if (DataType.isBool(type)) return ['bool', (chunk, i) => (chunk.values[(chunk.offset + i) >> 3] >> ((chunk.offset + i) & 7)) & 1];
  if (DataType.isInt(type) && type.isSigned && type.bitWidth === 32) return ['int32', raw];
  if (DataType.isInt(type) && type.isSigned && type.bitWidth === 64) return ['int64', raw];
  if (DataType.isFloat(type) && type.precision === 1) return ['float', raw];
  if (DataType.isFloat(type) && type.precision === 2) return ['double', raw];
  if (DataType.isDate(type)) return ['date', raw];
  if (DataType.isTimestamp(type)) {
    const [times, over] = microsPer[type.unit];
    return ['timestamp', (chunk, i) => chunk.values[i] * times / over];
  }
  const bytes = (chunk, i) => chunk.values.subarray(Number(chunk.valueOffsets[i]), Number(chunk.valueOffsets[i + 1]));
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return ['string', (chunk, i) => Buffer.from(bytes(chunk, i)).toString('utf8')];
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) return ['bytes', bytes];
  if (DataType.isFixedSizeBinary(type) && type.byteWidth === 16) return ['uuid', (chunk, i) => chunk.values.subarray(16 * i, 16 * i + 16)];
  throw unsupported('parquet-wasm', name, type);
}

function wasm(file) {
  const table = tableFromIPC(readParquet(readFileSync(file)).intoIPCStream());
  const types = new Map(table.schema.fields.map(field => [field.name, arrowType(field)]));
  return {
    rows: table.numRows,
    columns: [...types].map(([name, [type]]) => ({ name, type })),
    read(name) {
      const [type, raw] = types.get(name);
      return table.getChild(name).data.flatMap(chunk =>
        Array.from({ length: chunk.length }, (_, i) => (chunk.getValid(i) ? spell[type](raw(chunk, i)) : null)));
    },
    close() {},
  };
}

export const readers = { duckdb, hyparquet, 'parquet-wasm': wasm };
