// What is typed into a dialog is not lost by a way of leaving it that is taken by mistake: Escape, the cross, a press
// beside it. Where nothing was typed or chosen they close it; else the dialog asks. The server learns what a form holds
// when it is sent, so what the fields held at first is noted here, before a key or a press can reach them.
// Streamlit calls this on every run.
const DIALOG = '[data-testid="stDialog"]';
const OPEN_LIST = '[role="combobox"][aria-expanded="true"]';
const SETTLED_MS = 100; // by then Streamlit has led the focus back, where it can
const seen = new WeakMap();
let pressed; // key of the widget that was pressed last outside dialogs

function questionOf(words) {
  const part = (kind, more) => Object.assign(document.createElement(kind), more);
  const button = (textContent) => part("button", { type: "button", textContent });
  const whole = part("div", { className: "fl-leaving", role: "group", ariaLabel: words.question, hidden: true });
  const [keep, leave] = [button(words.keep), button(words.leave)];
  whole.append(part("strong", { textContent: words.question }), keep, leave);
  return { whole, keep, leave };
}

function keyOf(part) {
  return [...(part?.classList ?? [])].find((name) => name.startsWith("st-key-"));
}

function held(field) {
  const told = field.cloneNode(true);
  told.querySelectorAll('[data-testid="InputInstructions"]').forEach((hint) => hint.remove());
  return [told.textContent, ...[...field.querySelectorAll("input, textarea")].map((input) => input.value)].join("\n");
}

function fieldsOf(overlay) {
  return [...overlay.querySelectorAll('.stElementContainer[class*="st-key-"]')]
    .filter((field) => field.querySelector("input, textarea, [role=spinbutton]"))
    .map((field) => [keyOf(field), held(field)]);
}

function shutList(field) {
  field.blur(); // of the key Streamlit would shut the dialog with the list that is searched
  field.focus();
}

class Dialog {
  constructor(overlay, words) {
    this.overlay = overlay;
    this.atFirst = new Map();
    this.panel = document.querySelector('[aria-haspopup="dialog"][aria-expanded="true"]'); // that it was opened from
    this.question = questionOf(words);
    this.cross = overlay.querySelector('[role="dialog"] > button');
    this.cross.ariaLabel = words.close;
    this.cross.parentElement.append(this.question.whole);
    this.question.keep.onclick = () => this.goOn();
    this.question.leave.onclick = () => this.leave();
    const watch = new MutationObserver(() => {
      if (overlay.isConnected) return;
      watch.disconnect();
      setTimeout(() => this.leadBack(), SETTLED_MS);
    });
    watch.observe(document.body, { childList: true });
  }

  note() {
    fieldsOf(this.overlay).forEach(([name, value]) => this.atFirst.has(name) || this.atFirst.set(name, value));
  }

  leadBack() {
    if (document.activeElement !== document.body) return;
    const opener = pressed && document.querySelector(`.${CSS.escape(pressed)} button`);
    (opener ?? this.panel)?.focus(); // it was drawn anew meanwhile, or has gone with the panel it was in
  }

  get isTyped() {
    return fieldsOf(this.overlay).some(([name, value]) => this.atFirst.has(name) && this.atFirst.get(name) !== value);
  }

  ask() {
    this.leftFrom = document.activeElement;
    this.question.whole.hidden = false;
    this.question.keep.focus();
  }

  goOn() {
    this.question.whole.hidden = true;
    this.leftFrom.focus();
  }

  leave() {
    this.isLeft = true;
    this.cross.click();
  }
}

export default function ({ data }) {
  const hear = (event) => {
    const overlay = document.querySelector(DIALOG);
    if (!overlay) {
      if (event.type === "click" || event.type === "keydown") pressed = keyOf(event.target.closest('[class*="st-key-"]'));
      return;
    }
    if (!seen.has(overlay)) seen.set(overlay, new Dialog(overlay, data));
    const dialog = seen.get(overlay);
    if (event.type !== "focusin") dialog.note(); // the dialog has it while its fields still come in
    const isEscape = event.key === "Escape" && !event.isComposing;
    const isCross = event.type === "click" && dialog.cross.contains(event.target);
    const isBeside = event.type === "pointerdown" && event.target === overlay;
    if (dialog.isLeft || !(isEscape || isCross || isBeside)) return;
    if (isEscape || dialog.isTyped) {
      event.preventDefault();
      event.stopImmediatePropagation(); // a panel that was left open behind the dialog would take the key
    }
    if (isEscape && overlay.querySelector(OPEN_LIST)) shutList(overlay.querySelector(OPEN_LIST));
    else if (isEscape && !dialog.question.whole.hidden) dialog.goOn();
    else if (dialog.isTyped) dialog.ask();
    else if (isEscape) dialog.leave();
  };
  const kinds = ["keydown", "pointerdown", "click", "beforeinput", "drop", "focusin"];
  kinds.forEach((kind) => window.addEventListener(kind, hear, { capture: true }));
  return () => kinds.forEach((kind) => window.removeEventListener(kind, hear, { capture: true }));
}
