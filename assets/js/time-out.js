/* Warns five minutes before a session ends, with one button to go on and one to keep the plan.

   Only the server knows the time that is left: another tab may have used the session. */

const WARN = 300; // seconds

const box = document.getElementById("time-out");
const stay = box.querySelector("form");
const note = box.querySelector("[role=alert]");
const question = document.getElementById("question");
let ends = 0;
let timer;

const left = () => (ends - Date.now()) / 1000;

function plan(seconds) {
  ends = Date.now() + seconds * 1000;
  const wait = seconds > WARN ? seconds - WARN : seconds;
  clearTimeout(timer);
  timer = setTimeout(check, Math.max(wait, 1) * 1000);
}

async function ask(options) {
  const answer = await fetch(stay.action, options);
  if (answer.status >= 500) throw new Error();
  return answer.ok ? (await answer.json()).left : 0;
}

async function check() {
  const seconds = await ask().catch(left);
  if (seconds === null) return;
  if (seconds <= 0) return close();
  plan(seconds);
  if (seconds > WARN) box.close();
  else if (!box.open) box.showModal();
}

// What is not saved yet goes along to the page that asks for the code; else nothing stays here.
function close() {
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
  const body = new URLSearchParams({ csrf_token: box.dataset.token });
  const seconds = await ask({ method: "POST", body }).catch(() => -1);
  if (seconds < 0) return say("failed");
  if (seconds === 0) return close();
  plan(seconds);
  if (seconds > WARN) return box.close();
  say("last");
  stay.querySelector("button").hidden = true;
  stay.querySelector("a").focus();
}

function say(what) {
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

stay.addEventListener("submit", goOn);
box.addEventListener("cancel", goOn);
stay.querySelector("a").addEventListener("click", keep);
box.addEventListener("close", () => {
  note.textContent = "";
});
addEventListener("pageshow", (event) => event.persisted && check());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && left() < WARN) check();
});
plan(Number(box.dataset.left));
