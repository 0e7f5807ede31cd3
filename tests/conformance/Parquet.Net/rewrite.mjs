// node rewrite.mjs IN OUT CODEC   Copies a Parquet file with parquet-wasm as data pages of version 2.
import { readFileSync, writeFileSync } from 'node:fs';
import { Compression, readParquet, writeParquet, WriterPropertiesBuilder, WriterVersion } from 'parquet-wasm';

const [source, target, codec] = process.argv.slice(2);
const properties = new WriterPropertiesBuilder()
  .setWriterVersion(WriterVersion.V2)
  .setCompression(Compression[codec])
  .build();
writeFileSync(target, writeParquet(readParquet(readFileSync(source)), properties));
