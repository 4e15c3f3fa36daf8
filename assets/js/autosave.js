/* Saves what is half typed while the person goes on, and says so politely.

   The page's own form is sent, with `autosave` in the place of the button. The server answers
   with the revisions that the next save, by this script or by a button, builds on. */

const WAIT = 1500; // milliseconds without a key before a save
const RETRY = [2000, 5000, 15000, 60000];
const TOO_LONG = 10000; // milliseconds after which a save counts as failed

const form = document.querySelector("form[data-autosave]");
const told = document.querySelector(".saved");
let sending = null;
let failures = 0;
let typedSince = false; // while a save is under way
let timer;

// The words stay the same while nothing changes, so a screen reader hears each state once.
const say = (what) => {
  if (told.textContent !== told.dataset[what]) told.textContent = told.dataset[what];
};
const isUnsaved = () => "unsaved" in form.dataset;
const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
};

const post = (options) => {
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "autosave");
  return fetch(form.action, { method: "POST", body, ...options });
};

// Until the server has them, words count as unsaved: a session that ends now takes them along.
async function save(options = {}) {
  if (sending || !isUnsaved()) return sending;
  typedSince = false;
  clearTimeout(timer);
  const limit = new AbortController();
  const alarm = setTimeout(() => limit.abort(), TOO_LONG);
  sending = post({ ...options, signal: limit.signal }).then(accept, retry);
  await sending;
  clearTimeout(alarm);
  sending = null;
  if (isUnsaved() && !failures) later(WAIT);
}

async function accept(answer) {
  if (answer.status >= 500 || answer.status === 429) return retry();
  failures = 0;
  if (!answer.ok) return refuse();
  if (!typedSince) delete form.dataset.unsaved;
  for (const [name, value] of Object.entries(await answer.json())) form.elements[name].value = value;
  say("saved");
}

// Only a person can solve this: a text that is too long, a clash, a plan that is closed.
function refuse() {
  failures = Infinity;
  say("refused");
}

function retry() {
  say("failed");
  later(RETRY[Math.min(failures++, RETRY.length - 1)]);
}

function onInput() {
  typedSince = true;
  form.dataset.unsaved = "";
  if (!Number.isFinite(failures)) failures = 0;
  if (!failures) later(WAIT);
}

// A button waits for a save under way, else one person's two saves clash. While saving fails, it
// stays on the page: a browser that cannot reach us would show an error in place of the words.
async function onSubmit(event) {
  clearTimeout(timer);
  const failing = navigator.onLine === false || (failures && Number.isFinite(failures));
  if (!event.submitter || !(sending || failing)) return;
  event.preventDefault();
  form.dataset.unsaved = "";
  await (sending || save());
  if (!failures) event.submitter.click();
}

if (form && told) {
  form.addEventListener("input", onInput);
  form.addEventListener("submit", onSubmit);
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save({ keepalive: true });
  });
}
