namespace Parquet.File;

/// <summary>Type codes of the Thrift compact protocol; a boolean field carries its value in its code.</summary>
internal enum ThriftType : byte { Stop, True, False, Byte, I16, I32, I64, Double, Binary, List, Set, Map, Struct }
