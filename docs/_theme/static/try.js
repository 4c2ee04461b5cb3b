// The page `try`: read a notice in the browser. Nothing leaves it; Python and the library come from this site.

const place = document.getElementById("try");
const chinese = document.documentElement.lang.startsWith("zh");
const home = new URL(place.dataset.home, document.baseURI);

const WORDS = chinese
  ? {
      choose: "选择文件，或拖到这里", sample: "看看示例", load: "正在加载（约14 MB，只需一次）…", read: "正在读取…",
      ledger: "工作台账", limits: "时限", findings: "检查结果", none: "没有",
      xlsx: "下载 XLSX 台账", json: "下载 JSON", failed: "加载失败：",
    }
  : {
      choose: "Choose a file, or drop it here", sample: "Show the sample", load: "Loading (about 14 MB, once) …",
      read: "Reading …", ledger: "Ledger", limits: "Time limits", findings: "Findings", none: "none",
      xlsx: "Download the XLSX ledger", json: "Download JSON", failed: "Loading failed: ",
    };

function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

let python; // loaded when the first file comes

function load() {
  python ??= (async () => {
    const { loadPyodide } = await import(new URL("pyodide.mjs", home));
    const [pyodide, wheels, program] = await Promise.all([
      loadPyodide({ indexURL: home.href }),
      fetch(new URL("wheels.json", home)).then((answer) => answer.json()),
      fetch(new URL("try.py", home)).then((answer) => answer.text()),
    ]);
    await pyodide.loadPackage(wheels.map((wheel) => new URL(wheel, home).href), { messageCallback: () => {} });
    pyodide.runPython(program);
    return pyodide;
  })();
  return python;
}

const state = make("p", { className: "try-state", role: "status" });
const shown = make("div", { className: "try-shown" });

async function look(name, bytes) {
  shown.replaceChildren();
  try {
    state.textContent = WORDS.load;
    const pyodide = await load();
    state.textContent = WORDS.read;
    await new Promise((next) => setTimeout(next, 20)); // let the browser show it
    const found = JSON.parse(pyodide.globals.get("look")(name, pyodide.toPy(bytes), chinese ? "zh" : "en"));
    state.textContent = found.error ?? name;
    if (!found.error) show(found, pyodide);
  } catch (error) {
    state.textContent = WORDS.failed + error.message;
  }
}

function show(found, pyodide) {
  shown.append(table(found.head), downloads(pyodide));
  for (const part of ["ledger", "limits", "findings"]) {
    const { rows } = found[part];
    shown.append(make("h2", { textContent: `${WORDS[part]} (${rows.length})` }));
    shown.append(rows.length ? table(found[part]) : make("p", { textContent: WORDS.none }));
  }
}

function table({ columns, rows }) {
  const day = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
  const cell = (tag, value) => make(tag, { textContent: value ?? "", className: day.test(value) ? "try-day" : "" });
  const line = (values, tag) => make("tr", {}, ...values.map((value) => cell(tag, value)));
  const head = columns.length ? [make("thead", {}, line(columns, "th"))] : [];
  const body = make("tbody", {}, ...rows.map((row) => line(row, "td")));
  return make("div", { className: "try-table" }, make("table", { className: "docutils" }, ...head, body));
}

function downloads(pyodide) {
  const links = ["xlsx", "json"].map((form) => {
    const file = `ledger.${form}`;
    const blob = new Blob([pyodide.FS.readFile(`/tmp/${file}`)]);
    return make("a", { href: URL.createObjectURL(blob), download: file, textContent: WORDS[form] });
  });
  return make("p", { className: "try-downloads" }, ...links);
}

const input = make("input", { type: "file", accept: ".txt,.md,.pdf,.json" });
const sample = make("button", { type: "button", textContent: WORDS.sample });
const take = async (file) => file && look(file.name, new Uint8Array(await file.arrayBuffer()));

input.addEventListener("change", () => take(input.files[0]));
sample.addEventListener("click", async () => {
  const answer = await fetch(new URL("sample.md", home));
  look("sample.md", new Uint8Array(await answer.arrayBuffer()));
});
place.addEventListener("dragover", (event) => event.preventDefault());
place.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files[0]);
});
place.append(make("label", { className: "try-drop" }, WORDS.choose, input), sample, state, shown);
