// <paste-grid>: a table of inputs that takes a block copied from Excel. The table works without this script; the
// script only adds pasting, new rows while pasting, and taking the paste back.

const MOST_ROWS = 150;

/** The cells of a block as spreadsheets copy it: tabs between cells, line ends of any kind between rows, and quotes
 *  around a cell that holds a tab, a quote (doubled) or a line break. */
export function cellsOf(block) {
  const rows = [[]];
  let at = 0;
  while (at < block.length) {
    const [text, next] = block[at] === '"' ? quotedCell(block, at) : plainCell(block, at);
    rows[rows.length - 1].push(text);
    at = next;
    if (block[at] === "\t") {
      at += 1;
      if (at === block.length) rows[rows.length - 1].push("");
    } else if (at < block.length) {
      at += block.startsWith("\r\n", at) ? 2 : 1;
      if (at < block.length) rows.push([]);
    }
  }
  return rows;
}

function plainCell(block, start) {
  const end = block.slice(start).search(/[\t\r\n]/);
  const next = end < 0 ? block.length : start + end;
  return [block.slice(start, next), next];
}

function quotedCell(block, start) {
  let text = "";
  let at = start + 1;
  while (at < block.length) {
    if (block[at] !== '"') text += block[at];
    else if (block[at + 1] === '"') (text += '"'), (at += 1);
    else break;
    at += 1;
  }
  // A quote that is never closed, or is followed by more text, was no quoting: 「"約束"を守る」 is a plain cell.
  const closed = at < block.length && (at + 1 === block.length || /[\t\r\n]/.test(block[at + 1]));
  return closed ? [text.replace(/\r\n?/g, "\n"), at + 1] : plainCell(block, start);
}

class PasteGrid extends HTMLElement {
  connectedCallback() {
    this.addEventListener("paste", (event) => this.paste(event));
    this.addEventListener("keydown", (event) => this.walk(event));
  }

  get rows() {
    return [...this.querySelectorAll("tbody tr")];
  }

  inputsOf(row) {
    return [...row.querySelectorAll("td :is(input, textarea)")].filter((input) => input.type !== "hidden");
  }

  paste(event) {
    const input = event.target.closest("td :is(input, textarea)");
    const block = event.clipboardData?.getData("text/plain") ?? "";
    const cells = cellsOf(block);
    if (!input || (cells.length === 1 && cells[0].length < 2)) return;
    event.preventDefault();
    const before = [];
    const startRow = this.rows.indexOf(input.closest("tr"));
    const startColumn = this.inputsOf(input.closest("tr")).indexOf(input);
    let left = 0;
    cells.forEach((texts, offset) => {
      const row = this.row(startRow + offset);
      if (!row) {
        left += texts.length;
        return;
      }
      const inputs = this.inputsOf(row).slice(startColumn);
      left += Math.max(0, texts.length - inputs.length);
      texts.slice(0, inputs.length).forEach((text, column) => {
        before.push([inputs[column], inputs[column].value]);
        this.fill(inputs[column], text);
      });
      row.classList.add("just-pasted");
    });
    this.tell(before, left);
  }

  fill(input, text) {
    input.value = text.trim();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The row at an index, made by copying the last one when the table is too short. */
  row(index) {
    const rows = this.rows;
    if (index < rows.length) return rows[index];
    if (index >= MOST_ROWS) return null;
    const total = this.closest("form")?.querySelector('input[name$="-TOTAL_FORMS"]');
    const last = rows[rows.length - 1];
    const old = rows.length - 1;
    const copy = last.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(`-${old}-`)) element.setAttribute(name, value.replaceAll(`-${old}-`, `-${index}-`));
        if (name === "aria-label") element.setAttribute(name, value.replace(String(old + 1), String(index + 1)));
      }
      if (element.matches("input, textarea")) element.value = "";
      if (element.matches(".reading")) element.replaceChildren();
    }
    copy.querySelector("th .number").textContent = String(index + 1);
    copy.querySelector(".row-moves")?.remove();
    last.after(copy);
    if (total) total.value = String(index + 1);
    window.htmx?.process(copy);
    return copy;
  }

  tell(before, left) {
    const status = this.querySelector(".grid-status");
    status.replaceChildren(this.dataset.pasted.replace("{count}", before.length), " ");
    if (left) status.append(this.dataset.overflow.replace("{count}", left), " ");
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "button secondary small";
    undo.textContent = this.dataset.undo;
    undo.addEventListener("click", () => {
      for (const [input, text] of before) {
        input.value = text;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.closest("tr").classList.remove("just-pasted");
      }
      status.replaceChildren(this.dataset.undone);
      before[0]?.[0].focus();
    });
    status.append(undo);
  }

  /** Alt with an arrow walks between rows, since the arrows alone move inside a cell. */
  walk(event) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = event.target.closest("tr");
    const column = row ? this.inputsOf(row).indexOf(event.target) : -1;
    const next = this.rows[this.rows.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)];
    if (column < 0 || !next) return;
    event.preventDefault();
    this.inputsOf(next)[column].focus();
  }
}

customElements.define("paste-grid", PasteGrid);
