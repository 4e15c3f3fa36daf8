/* Warns five minutes before a session ends, with one button to go on and one to keep the plan.

   Only the server knows the time that is left: another tab may have used the session. It sends
   the warning too, so that pages come without it. */

const WARN = 300; // seconds before the end
const AGAIN = 15; // seconds after which a server that did not answer is asked again

const { left: first, time } = document.body.dataset;
const question = document.getElementById("question");
let box, ends, timer;

const part = (selector) => box.querySelector(selector);

function plan(seconds, wait) {
  ends = Date.now() + seconds * 1000;
  clearTimeout(timer);
  timer = setTimeout(check, Math.max(wait, 1) * 1000);
}

async function ask(options) {
  const answer = await fetch(time, options);
  if (answer.status >= 500) throw new Error();
  return answer.ok ? answer.json() : { left: 0 };
}

async function check() {
  const told = await ask().catch(() => null);
  const seconds = told ? told.left : (ends - Date.now()) / 1000;
  if (seconds === null) return;
  if (seconds <= 0) return leave();
  if (seconds > WARN) return box?.close(), plan(seconds, seconds - WARN);
  plan(seconds, told ? seconds : Math.min(seconds, AGAIN));
  if (told && !box?.open) warn(told.warning);
}

function warn(html) {
  box?.remove();
  document.body.insertAdjacentHTML("beforeend", html);
  box = document.getElementById("time-out");
  part("form").addEventListener("submit", goOn);
  box.addEventListener("cancel", goOn);
  part("a").addEventListener("click", keep);
  box.showModal();
}

// What is not saved yet goes along to the page that asks for the code; else nothing stays here.
function leave() {
  if (question && "unsaved" in question.dataset) {
    const go = Object.assign(document.createElement("input"), { name: "go", value: "autosave" });
    go.type = "hidden";
    question.append(go);
    HTMLFormElement.prototype.submit.call(question);
  } else {
    location.replace(location.href);
  }
}

async function goOn(event) {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(part("form")));
  const told = await ask({ method: "POST", body }).catch(() => null);
  if (!told) return say("failed");
  if (!told.left) return leave();
  if (told.left > WARN) return box.close(), plan(told.left, told.left - WARN);
  plan(told.left, told.left);
  say("last");
  part("button").hidden = true;
  part("a").focus();
}

function say(what) {
  const note = part("[role=alert]");
  note.textContent = note.dataset[what];
}

// On a question, keeping is a button of its form, so that what is typed is saved first.
function keep(event) {
  const button = document.querySelector("button[name=go][value=keep]");
  if (!button) return;
  event.preventDefault();
  box.close();
  button.click();
}

addEventListener("pageshow", (event) => event.persisted && check());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && ends - Date.now() < WARN * 1000) check();
});
plan(Number(first), first > WARN ? first - WARN : 1);
