// Search, filters and sorting of the table of agencies. Without this script the table is whole, in its own order.
"use strict";
(() => {
  const table = document.getElementById("agencies");
  const form = document.getElementById("filters");
  const state = document.getElementById("state");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const [find, standing, rating, signature, family, outcome] = ["find", "by-standing", "by-rating", "by-signature", "by-family", "by-outcome"].map((id) => document.getElementById(id));
  const FIRST_FAMILY = 7;
  const assessed = (row) => row.cells.length >= FIRST_FAMILY;
  const searched = (row) => [row.cells[0], row.cells[1], ...(assessed(row) ? [] : [row.cells[4]])];
  const text = new Map(rows.map((row) => [row, searched(row).map((cell) => cell.textContent).join(" ").toLowerCase()]));
  let sorted = "";

  const came = (row) => {
    if (!outcome.value) return family.value === "" || assessed(row);
    const cells = family.value === "" ? Array.from(row.cells).slice(FIRST_FAMILY) : [row.cells[FIRST_FAMILY + Number(family.value)]];
    return cells.some((cell) => cell && cell.dataset.kind === outcome.value);
  };
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = words.every((word) => text.get(row).includes(word))
        && (!standing.value || row.cells[1].dataset.value === standing.value)
        && (!rating.value || row.cells[2].dataset.words === rating.value)
        && (!signature.value || row.cells[3].dataset.words === signature.value)
        && came(row);
      row.hidden = !fits;
      count += fits;
    }
    state.textContent = `${count} of ${rows.length} ${rows.length === 1 ? "submission" : "submissions"} shown${sorted}`;
  };
  const value = (row, column) => {
    const cell = row.cells[column];
    if (column === 0) return cell.textContent.toLowerCase();
    return cell && cell.dataset.value !== undefined ? cell.dataset.value : null;
  };
  const sort = (column, name) => {
    const head = heads[column];
    const numbers = column > 1;
    // A first press puts the gravest or the most on top; names start with A.
    const down = head.hasAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : numbers;
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const ordered = rows.slice().sort((a, b) => {
      const [x, y] = [value(a, column), value(b, column)];
      if (x === null || y === null) return (x === null) - (y === null);
      const order = numbers ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
      return down ? -order : order;
    });
    body.append(...ordered);
    sorted = `, sorted by ${name}, ${numbers ? (down ? "most first" : "least first") : (down ? "Z to A" : "A to Z")}`;
    show();
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    const name = head.textContent;
    button.textContent = name;
    head.replaceChildren(button);
    button.addEventListener("click", () => sort(column, name.toLowerCase()));
  });
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    body.append(...rows);
    sorted = "";
    setTimeout(show);
  });
  form.hidden = false;
  show();
})();
