/*! Startplan, EUPL-1.2 */
const{version:t,address:e}=document.body.dataset;setTimeout(async function o(){const a=await fetch(e).catch(()=>null);(a?.ok?await a.text():t)===t?setTimeout(o,1e3):location.reload()},1e3);
