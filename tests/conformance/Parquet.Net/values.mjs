// One spelling for every value, whatever reader it came from: a string, or null. Floating point is spelt by its bits, instants
// in microseconds, so that nothing is lost or rounded on the way to the comparison.

const view = new DataView(new ArrayBuffer(8));

export const spell = {
  bool: v => String(Boolean(v)),
  int32: v => String(v),
  int64: v => String(v),
  float: v => {
    if (Number.isNaN(v)) return 'NaN';
    view.setFloat32(0, v);
    return view.getUint32(0).toString(16).padStart(8, '0');
  },
  double: v => {
    if (Number.isNaN(v)) return 'NaN';
    view.setFloat64(0, v);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  },
  string: v => v,
  bytes: v => Buffer.from(v).toString('hex'),
  uuid: v => (typeof v === 'string' ? v.replaceAll('-', '') : Buffer.from(v).toString('hex')),
  date: v => String(v),
  timestamp: v => String(v),
};
