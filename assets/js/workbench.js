/* Shows the page anew as soon as the editor has saved a file.

   The local server looks at the files; this only asks it, once a second, whether their state is
   still the one that the page was made from. */

const EVERY = 1000; // milliseconds

const { version, address } = document.body.dataset;

async function look() {
  const answer = await fetch(address).catch(() => null); // the server may be starting again
  const now = answer?.ok ? await answer.text() : version;
  if (now === version) setTimeout(look, EVERY);
  else location.reload();
}

setTimeout(look, EVERY);
