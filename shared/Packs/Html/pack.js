// No characters that HTML would encode, because this text is in a script element. The page works without everything it adds.
(function () {
  const make = function (name, text, parent) {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  };

  // Each chart shows one view at a time. A choice applies to every chart that has that view.
  const views = Array.from(document.querySelectorAll(`.views`)).filter(function (v) { return v.children.length !== 1; });
  const show = function (name) {
    views.forEach(function (group) {
      const figures = Array.from(group.querySelectorAll(`figure`));
      if (!figures.some(function (f) { return f.dataset.view === name; })) return;
      figures.forEach(function (f) { f.hidden = f.dataset.view !== name; });
      group.querySelectorAll(`.switch button`).forEach(function (b) { b.setAttribute(`aria-pressed`, String(b.textContent === name)); });
    });
  };
  views.forEach(function (group) {
    const bar = document.createElement(`div`);
    bar.className = `switch`;
    bar.setAttribute(`role`, `group`);
    bar.setAttribute(`aria-label`, `Window of the chart`);
    Array.from(group.querySelectorAll(`figure`)).forEach(function (figure, i) {
      const button = make(`button`, figure.dataset.view, bar);
      button.type = `button`;
      button.setAttribute(`aria-pressed`, String(i === 0));
      button.addEventListener(`click`, function () { show(figure.dataset.view); });
      figure.hidden = i !== 0;
    });
    group.prepend(bar);
  });

  // Filters are placed before the first table that can be filtered.
  const rows = Array.from(document.querySelectorAll(`tr[data-m]`)).filter(function (r) { return r.closest(`figure`) === null; });
  const chosen = { m: ``, c: ``, s: `` };
  if (rows.length !== 0) {
    const form = document.createElement(`div`);
    form.className = `filters`;
    form.setAttribute(`role`, `search`);
    form.setAttribute(`aria-label`, `Filter the tables`);
    const status = document.createElement(`p`);
    status.setAttribute(`role`, `status`);
    const apply = function () {
      let shown = 0;
      rows.forEach(function (row) {
        row.hidden = Object.keys(chosen).some(function (key) { return chosen[key] !== `` ? row.dataset[key] !== chosen[key] : false; });
        if (!row.hidden) shown += 1;
      });
      new Set(rows.map(function (r) { return r.parentElement; })).forEach(function (body) {
        body.hidden = Array.from(body.querySelectorAll(`tr[data-m]`)).every(function (r) { return r.hidden; });
      });
      new Set(rows.map(function (r) { return r.closest(`.scroll`); })).forEach(function (region) {
        region.hidden = Array.from(region.querySelectorAll(`tr[data-m]`)).every(function (r) { return r.hidden; });
      });
      const folded = new Set(rows.map(function (r) { return r.closest(`details`); }).filter(function (d) { return d !== null; }));
      const active = Object.values(chosen).some(function (v) { return v !== ``; });
      folded.forEach(function (d) {
        d.hidden = d.querySelector(`.scroll`).hidden;
        if (active) d.open = !d.hidden;
      });
      status.textContent = active ? `${shown} of ${rows.length} rows of the tables are shown.` : `All rows of the tables are shown.`;
    };
    const selects = [];
    [[`m`, `Measure`], [`c`, `Characteristic`], [`s`, `Status`]].forEach(function (field) {
      const label = make(`label`, field[1] + ` `, form);
      const select = make(`select`, ``, label);
      make(`option`, `All`, select).value = ``;
      const values = Array.from(new Set(rows.map(function (r) { return r.dataset[field[0]]; }))).filter(function (v) { return v !== undefined; });
      values.forEach(function (v) { make(`option`, v.replaceAll(`_`, ` `), select).value = v; });
      select.addEventListener(`change`, function () { chosen[field[0]] = select.value; apply(); });
      selects.push(select);
    });
    const reset = make(`button`, `Show all`, form);
    reset.type = `button`;
    reset.addEventListener(`click`, function () {
      selects.forEach(function (s) { s.value = ``; });
      Object.keys(chosen).forEach(function (key) { chosen[key] = ``; });
      apply();
    });
    form.append(status);
    rows[0].closest(`.scroll`).before(form);
    apply();
  }

  // A link into a hidden view or a collapsed table opens it.
  const open = function () {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target === null) return;
    const figure = target.closest(`figure`);
    if (figure !== null) { if (figure.hidden) show(figure.dataset.view); }
    const details = target.closest(`details`);
    if (details !== null) details.open = true;
    target.scrollIntoView();
  };
  window.addEventListener(`hashchange`, open);
  if (location.hash.length !== 0) open();

  // Print shows everything that is not filtered out.
  let folded = [];
  window.addEventListener(`beforeprint`, function () {
    folded = Array.from(document.querySelectorAll(`details`)).filter(function (d) { return !d.open; });
    folded.forEach(function (d) { d.open = true; });
  });
  window.addEventListener(`afterprint`, function () { folded.forEach(function (d) { d.open = false; }); });
})();
