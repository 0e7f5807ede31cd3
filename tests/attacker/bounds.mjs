// Integer bound propagation: every equation narrows each of its counts by the bounds of the others, until no bound changes.

/** The unknowns and equations as plain arrays: x = {lo, up}, equation = {family, terms: [[index, factor]]}. */
export class System {
  constructor() {
    this.sets = [];
    this.index = new Map();
    this.lo = [];
    this.up = [];
    this.equations = [];
    this.uses = [];
    this.reason = [];
    this.broken = new Set();
  }

  add(set) {
    let i = this.index.get(set.key);
    if (i === undefined) {
      i = this.sets.length;
      this.index.set(set.key, i);
      this.sets.push(set);
      this.lo.push(set.published ?? set.lo);
      this.up.push(set.published ?? set.up);
      this.uses.push([]);
      this.reason.push(null);
    }
    return i;
  }

  addEquation({ family, terms }) {
    const e = this.equations.length;
    const indexed = terms.map(([set, factor]) => [this.add(set), factor]);
    this.equations.push({ family, terms: indexed });
    for (const [i] of indexed) this.uses[i].push(e);
  }

  /** Narrows to the fix-point. Equations that published figures contradict are set aside and listed in `broken`. */
  propagate(start = this.equations.keys(), onChange = null) {
    const queue = [...start];
    const waiting = new Set(queue);
    while (queue.length > 0) {
      const e = queue.shift();
      waiting.delete(e);
      if (this.broken.has(e)) continue;
      const changes = this.narrowed(e);
      if (changes === null) {
        if (onChange) return false;
        this.broken.add(e);
        continue;
      }
      for (const [i, lo, up] of changes) {
        onChange?.(i);
        this.lo[i] = lo;
        this.up[i] = up;
        this.reason[i] = e;
        for (const next of this.uses[i]) if (!waiting.has(next)) { waiting.add(next); queue.push(next); }
      }
    }
    return true;
  }

  narrowed(e) {
    const { terms } = this.equations[e];
    let least = 0, most = 0, openBelow = 0, openAbove = 0;
    for (const [i, factor] of terms) {
      const low = factor > 0 ? factor * this.lo[i] : factor * this.up[i];
      const high = factor > 0 ? factor * this.up[i] : factor * this.lo[i];
      if (low === -Infinity) openBelow++; else least += low;
      if (high === Infinity) openAbove++; else most += high;
    }
    if ((openBelow === 0 && least > 0) || (openAbove === 0 && most < 0)) return null;
    const changes = [];
    for (const [i, factor] of terms) {
      if (this.lo[i] === this.up[i]) continue;
      const low = factor > 0 ? factor * this.lo[i] : factor * this.up[i];
      const high = factor > 0 ? factor * this.up[i] : factor * this.lo[i];
      const restLeast = openBelow - (low === -Infinity) > 0 ? -Infinity : least - (low === -Infinity ? 0 : low);
      const restMost = openAbove - (high === Infinity) > 0 ? Infinity : most - (high === Infinity ? 0 : high);
      // factor * x = -(rest)
      const a = -restMost / factor, b = -restLeast / factor;
      const lo = Math.max(this.lo[i], Math.ceil(Math.min(a, b) - 1e-9));
      const up = Math.min(this.up[i], Math.floor(Math.max(a, b) + 1e-9));
      if (lo > up) return null;
      if (lo > this.lo[i] || up < this.up[i]) changes.push([i, lo, up]);
    }
    // Each change follows from valid bounds of the others, so all of them are valid together.
    return changes;
  }

  /** Bounds that were learned elsewhere; true if they are news. */
  tighten(i, lo, up) {
    if (lo <= this.lo[i] && up >= this.up[i]) return false;
    this.lo[i] = Math.max(this.lo[i], lo);
    this.up[i] = Math.min(this.up[i], up);
    this.reason[i] = null;
    return true;
  }

  fixed(i) {
    return this.lo[i] === this.up[i];
  }

  /** Groups of unknowns that equations tie together, each with the equations that still hold more than one of them. */
  components() {
    const parent = this.sets.map((_, i) => i);
    const find = (i) => { while (parent[i] !== i) { parent[i] = parent[parent[i]]; i = parent[i]; } return i; };
    const open = [];
    this.equations.forEach(({ terms }, e) => {
      if (this.broken.has(e)) return;
      const free = terms.filter(([i]) => !this.fixed(i));
      if (free.length < 2) return;
      open.push(e);
      for (const [i] of free) parent[find(i)] = find(free[0][0]);
    });
    const groups = new Map();
    for (const e of open) {
      const root = find(this.equations[e].terms.find(([i]) => !this.fixed(i))[0]);
      if (!groups.has(root)) groups.set(root, { unknowns: new Set(), equations: [] });
      const group = groups.get(root);
      group.equations.push(e);
      for (const [i] of this.equations[e].terms) if (!this.fixed(i)) group.unknowns.add(i);
    }
    return [...groups.values()].map((group) => ({ unknowns: [...group.unknowns], equations: group.equations }));
  }
}
