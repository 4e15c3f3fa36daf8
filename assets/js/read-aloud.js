// Reads the page aloud and marks what is being read. Only with a voice that lives on the device
// itself: any other voice would send the text of the page, own words included, to its maker.

const SPEED = 0.9;
// Not read: what is the same on each page or row, what the eye does not see, a secret code.
const SILENT =
  ".read-aloud, .listen, .progress, .actions, .summary__row .button-row, .visually-hidden, .code," +
  "textarea, script, [aria-hidden=true], details:not([open]) > :not(summary)";
// A sentence. Without an end in sight it is cut between words: long speech falls silent by itself.
const SENTENCE = /\S[^]{0,180}?[.!?]+(?=\s|$)|\S[^]{0,180}(?=\s|$)|\S+/g;
const WORD = "spoken";

const speech = window.speechSynthesis;
const box = document.querySelector(".read-aloud");
const pageLang = document.documentElement.lang;

let queue = [];
let speaking = null; // held, or the browser may throw it away and never say that it ended
let marked = null;

/** Return the best voice of this device for a language: of its home region, else the usual one. */
function voiceFor(lang) {
  const { language, region } = localeOf(lang);
  const tags = (voice) => voice.lang.toLowerCase().split(/[-_]/);
  const local = speech
    .getVoices()
    .filter((voice) => voice.localService && tags(voice)[0] === language);
  return (
    local.find((voice) => tags(voice).slice(1).includes(region?.toLowerCase())) ??
    local.find((voice) => voice.default) ??
    local[0]
  );
}

// Own words may be marked with a language that this browser cannot name: then no voice fits.
function localeOf(lang) {
  try {
    return new Intl.Locale(lang).maximize();
  } catch {
    return {};
  }
}

function blockOf(element) {
  const inline = /^(inline|contents)$/.test(getComputedStyle(element).display);
  return inline ? blockOf(element.parentElement) : element;
}

/** Return the visible texts of the page in order; what shares a block and a language is one. */
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(SILENT) || !parent.getClientRects().length) continue;
    const block = blockOf(parent);
    const { lang } = parent.closest("[lang]");
    let text = found[found.length - 1];
    if (text?.block !== block || text.lang !== lang) {
      if (!/[\p{L}\p{N}]/u.test(node.data)) continue;
      text = { block, lang, words: "", nodes: [] };
      found.push(text);
    }
    text.nodes.push([node, text.words.length]);
    text.words += node.data;
  }
  return found;
}

/** Return what is said for a text, sentence by sentence; a chosen answer says that it is. */
function sentencesOf({ block, lang, words, nodes }) {
  const cut = [...words.matchAll(SENTENCE)].map((match) => ({
    block,
    lang,
    nodes,
    words: match[0],
    start: match.index,
  }));
  const chosen = block.closest("label")?.control?.checked;
  return chosen ? [...cut, { block, lang: pageLang, words: box.dataset.chosen }] : cut;
}

function markBlock(block) {
  if (marked === block) return;
  marked?.classList.remove("is-read");
  block?.classList.add("is-read");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  block?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  marked = block;
}

function markWord({ nodes, start, words }, { charIndex, charLength }) {
  if (!nodes || !window.CSS?.highlights) return;
  const length = charLength || words.slice(charIndex).search(/\s|$/);
  const place = (at) => {
    const [node, from] = nodes.filter(([, from]) => from <= at).pop();
    return [node, Math.min(at - from, node.length)];
  };
  const range = new Range();
  range.setStart(...place(start + charIndex));
  range.setEnd(...place(start + charIndex + length));
  CSS.highlights.set(WORD, new Highlight(range));
}

function next() {
  const sentence = queue.shift();
  window.CSS?.highlights?.delete(WORD);
  if (!sentence) return stop();
  const voice = voiceFor(sentence.lang) ?? voiceFor(pageLang);
  if (!voice) return stop(); // without one, the browser would choose: perhaps a remote voice
  markBlock(sentence.block);
  const said = new SpeechSynthesisUtterance(sentence.words);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = SPEED;
  said.onboundary = (event) => said === speaking && markWord(sentence, event);
  said.onend = () => said === speaking && next();
  said.onerror = () => said === speaking && stop();
  speaking = said;
  speech.speak(said);
}

function start() {
  for (const audio of document.querySelectorAll("audio")) audio.pause();
  queue = texts().flatMap(sentencesOf);
  show(true);
  next();
}

function stop() {
  speaking = null;
  speech.cancel();
  window.CSS?.highlights?.delete(WORD);
  markBlock(null);
  show(false);
}

/** Let the button say what pressing it does. */
function show(reading) {
  const [read, end] = box.querySelector("button").children;
  read.hidden = reading;
  end.hidden = !reading;
}

function offer() {
  box.hidden = !voiceFor(pageLang);
}

if (speech && box) {
  box.querySelector("button").addEventListener("click", () => (speaking ? stop() : start()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  document.addEventListener("submit", stop);
  document.addEventListener("play", stop, true); // a recording of the same question
  addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", offer);
  offer();
}
