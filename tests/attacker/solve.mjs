// Bounds by linear and integer programming. One model per connected group of unknowns is kept and solved again with other objectives.
import loadHighs from 'highs';
import { now } from './clock.mjs';

const highs = await loadHighs();
const { optimal, unbounded } = highs.constants.modelStatus;
const primal = 4;
const tolerance = 1e-5;

// A deadline is a moment of computing time, or a question.
const isLate = (deadline) => (typeof deadline === 'function' ? deadline() : now() > deadline);

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
  // Only the objective changes from run to run, so the last solution stays feasible, and the primal simplex goes on from it.
  model.options.set({ output_flag: false, simplex_strategy: primal });
  return model;
}

/**
 * Narrows the bounds of every target of a component to what the true value cannot leave. A target whose alternatives seen so far are
 * already `enough` apart needs no program of its own, because a narrower interval than what was seen is impossible.
 * Returns the targets that no program could settle in time, or all of them where the equations contradict each other.
 */
export function boundTargets(system, component, targets, enough, deadline, { whole = true } = {}) {
  const model = modelOf(system, component);
  const at = new Map(component.unknowns.map((i, j) => [i, j]));
  const seen = new Map(targets.map((i) => [i, [Infinity, -Infinity]]));
  const see = (values) => {
    for (const [j, range] of seen) {
      range[0] = Math.min(range[0], values[at.get(j)]);
      range[1] = Math.max(range[1], values[at.get(j)]);
    }
  };
  // One program with mixed objectives moves many counts at once. The counts that it does not move are then checked one by one.
  const mix = (round) => {
    const open = targets.filter((i) => !isSpared(i) && system.up[i] !== Infinity);
    if (open.length < 20 || isLate(deadline)) return false;
    open.forEach((i, j) => model.changeColCost(at.get(i), ((j * 2654435761 + round * 40503) % 1000) / 500 - 1));
    model.run();
    solved.linear++;
    const values = model.getModelStatus() === optimal ? model.getSolution().colValue : null;
    for (const i of open) model.changeColCost(at.get(i), 0);
    if (values !== null) see(values);
    return values !== null;
  };
  const objective = (i, sense) => {
    model.changeColCost(at.get(i), sense);
    model.run();
    solved.linear++;
    // Any change of the model discards the result, so the result is read first.
    const status = model.getModelStatus();
    const values = status === optimal ? model.getSolution().colValue : null;
    model.changeColCost(at.get(i), 0);
    if (values === null) return status;
    see(values);
    if (sense > 0) system.lo[i] = Math.max(system.lo[i], Math.ceil(values[at.get(i)] - tolerance));
    else system.up[i] = Math.min(system.up[i], Math.floor(values[at.get(i)] + tolerance));
    return status;
  };
  // Tables with fractions of people may not be possible, so they clear a target only if its interval is well beyond the required width.
  const isSpared = (i) => {
    const [lo, up] = seen.get(i);
    if (lo > up) return false;
    const isWhole = Math.abs(lo - Math.round(lo)) < tolerance && Math.abs(up - Math.round(up)) < tolerance;
    return (isWhole || up - lo >= 10 || !whole) && enough(i, Math.ceil(lo - tolerance), Math.floor(up + tolerance));
  };
  const unsettled = [];
  try {
    for (let round = 0; round < 12 && mix(round); round++);
    const order = [...targets].sort((a, b) => system.up[a] - system.lo[a] - (system.up[b] - system.lo[b]) || a - b);
    for (const i of order) {
      if (isSpared(i)) {
        solved.certified++;
        continue;
      }
      if (isLate(deadline)) {
        solved.limited++;
        unsettled.push(i);
        continue;
      }
      const least = seen.get(i)[0] <= system.lo[i] + tolerance ? optimal : objective(i, 1);
      if (least !== optimal && least !== unbounded) return targets;
      if (seen.get(i)[1] < system.up[i] - tolerance) objective(i, -1);
    }
    const narrow = whole ? targets.filter((i) => system.up[i] - system.lo[i] < 10 && !system.fixed(i) && !isSpared(i)) : [];
    if (narrow.length > 0) integers(system, component, model, at, narrow, deadline);
  } finally {
    model.dispose();
  }
  return unsettled;
}

// Bounds for whole numbers of people can be tighter than the linear bounds. A run that reaches its limit proves nothing and changes nothing.
function integers(system, component, model, at, targets, deadline) {
  component.unknowns.forEach((_, j) => model.changeColIntegrality(j, highs.constants.variableType.integer));
  model.options.set({ time_limit: 1 });
  for (const i of targets) {
    for (const sense of [1, -1]) {
      if (isLate(deadline) || system.fixed(i)) break;
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
