// What of a page could be pressed: short texts that no address of their own leads away from. Each is given a number.
(() => {
  const REAL = /^(?!\s*(?:#|javascript:|void|$))/i;
  const ROUTE = /^\s*#!?\//;
  const TAGS = 'a,button,li,span,div,em,i,b,strong,font,p,td,dd,dt,label,h1,h2,h3,h4,h5,input,svg text';
  const real = (a) => { const h = a.getAttribute('href'); return h !== null && REAL.test(h); };
  const found = [];
  for (const e of document.querySelectorAll(TAGS)) {
    if (found.length >= 1500) break;
    if (e.tagName === 'INPUT' && !/button|submit/i.test(e.type)) continue;
    const text = (e.tagName === 'INPUT' ? e.value : e.textContent || '').replace(/\s+/g, ' ').trim();
    if (!text || text.length > 120 || e.childElementCount > 4) continue;
    // An entry's own element goes before the one that holds its date too.
    if ([...e.children].some((c) => 2 * (c.textContent || '').replace(/\s+/g, ' ').trim().length > text.length)) continue;
    const a = e.closest('a');
    if ((a && real(a)) || [...e.querySelectorAll('a')].some(real) || e.closest('form input, select')) continue;
    if (e.disabled || /disabled/i.test(e.className + ' ' + (e.parentElement ? e.parentElement.className : ''))) continue;
    const on = e.closest('[onclick],a,button,input');
    const number = found.length;
    e.setAttribute('data-lantai-press', number);
    const route = a !== null && ROUTE.test(a.getAttribute('href') || '');
    found.push({ number, text, route, sure: on !== null || getComputedStyle(e).cursor === 'pointer' });
  }
  return found;
})()
