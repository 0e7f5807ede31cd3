// Bounds by linear and integer programming. One model per connected group of unknowns is kept and re-solved with other objectives.
import loadHighs from 'highs';

const highs = await loadHighs();
const { optimal, unbounded } = highs.constants.modelStatus;
const tolerance = 1e-5;

/** Counts of what was done, for the verdict. */
export const solved = { linear: 0, integer: 0, certified: 0, limited: 0 };

function modelOf(system, { unknowns, equations }) {
  const column = new Map(unknowns.map((i, j) => [i, j]));
  const starts = [], indices = [], values = [], sides = [];
  for (const e of equations) {
    starts.push(indices.length);
    let side = 0;
    for (const [i, factor] of system.equations[e].terms) {
      if (column.has(i)) {
        indices.push(column.get(i));
        values.push(factor);
      } else side -= factor * system.lo[i];
    }
    sides.push(side);
  }
  starts.push(indices.length);
  const model = highs.createModel({
    numCols: unknowns.length, numRows: equations.length, colCost: unknowns.map(() => 0),
    colLower: unknowns.map((i) => system.lo[i]), colUpper: unknowns.map((i) => (system.up[i] === Infinity ? highs.infinity : system.up[i])),
    rowLower: sides, rowUpper: sides,
    matrix: { format: 'csr', numRows: equations.length, numCols: unknowns.length, starts, indices, values },
  });
  model.options.set({ output_flag: false });
  return model;
}

/**
 * Bounds of every target of a component: {lo, up} that the true value cannot leave. A target whose alternatives seen so far are already
 * `enough` apart needs no program of its own, because a narrower interval than what was seen is impossible.
 */
export function boundTargets(system, component, targets, enough, deadline) {
  const model = modelOf(system, component);
  const at = new Map(component.unknowns.map((i, j) => [i, j]));
  const seenLo = new Map(), seenUp = new Map();
  const witness = (values) => {
    for (const i of targets) {
      const value = values[at.get(i)];
      if (!(seenLo.get(i) <= value)) seenLo.set(i, value);
      if (!(seenUp.get(i) >= value)) seenUp.set(i, value);
    }
  };
  const objective = (i, sense) => {
    model.changeColCost(at.get(i), sense);
    model.run();
    // Any change of the model forgets the outcome, so it is read first.
    const status = model.getModelStatus();
    const values = status === optimal ? model.getSolution().colValue : null;
    model.changeColCost(at.get(i), 0);
    if (values === null) return status === unbounded ? Infinity : null;
    witness(values);
    return values[at.get(i)];
  };
  try {
    const open = [...targets].sort((a, b) => system.up[a] - system.lo[a] - (system.up[b] - system.lo[b]) || a - b);
    for (const i of open) {
      if (seenUp.has(i) && enough(i, Math.ceil(seenLo.get(i) - tolerance), Math.floor(seenUp.get(i) + tolerance))) {
        solved.certified++;
        continue;
      }
      if (performance.now() > deadline) { solved.limited++; continue; }
      if (!(seenLo.get(i) <= system.lo[i] + tolerance)) {
        const least = objective(i, 1);
        solved.linear++;
        if (least !== null && least !== Infinity) system.lo[i] = Math.max(system.lo[i], Math.ceil(least - tolerance));
      }
      if (!(seenUp.get(i) >= system.up[i] - tolerance)) {
        const most = objective(i, -1);
        solved.linear++;
        if (most !== null && most !== Infinity) system.up[i] = Math.min(system.up[i], Math.floor(most + tolerance));
      }
    }
    const narrow = targets.filter((i) => system.up[i] - system.lo[i] < 10 && !system.fixed(i) && !enoughSeen(i));
    if (narrow.length > 0) integers(system, component, model, at, narrow, deadline);
  } finally {
    model.dispose();
  }
  return { seenLo, seenUp };

  function enoughSeen(i) {
    return Number.isInteger(seenLo.get(i)) && Number.isInteger(seenUp.get(i)) && enough(i, seenLo.get(i), seenUp.get(i));
  }
}

// Whole numbers of people can be tighter than the linear bounds. A run that hits its limit proves nothing and changes nothing.
function integers(system, component, model, at, targets, deadline) {
  component.unknowns.forEach((_, j) => model.changeColIntegrality(j, highs.constants.variableType.integer));
  model.options.set({ time_limit: 1 });
  for (const i of targets) {
    for (const sense of [1, -1]) {
      if (performance.now() > deadline || system.fixed(i)) break;
      model.clearSolver();
      model.changeColCost(at.get(i), sense);
      model.run();
      const value = model.getModelStatus() === optimal ? Math.round(model.getSolution().colValue[at.get(i)]) : null;
      model.changeColCost(at.get(i), 0);
      solved.integer++;
      if (value === null) { solved.limited++; continue; }
      if (sense > 0) system.lo[i] = Math.max(system.lo[i], value); else system.up[i] = Math.min(system.up[i], value);
    }
  }
}
