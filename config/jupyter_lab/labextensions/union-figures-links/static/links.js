// A link with a place in it, from words or outputs of a notebook to a page of the reports, opens that page
// at that place, in a tab of the browser.  JupyterLab by itself would show the page at its top.
// Written by hand as JupyterLab loads extensions; nothing is built.
(() => {
  const toPlace = event => {
    const link = event.target instanceof Element && event.target.closest('.jp-RenderedHTMLCommon a[href]');
    if (!link || event.button !== 0) return;
    const address = new URL(link.href, location.href);
    const file = address.origin === location.origin && address.pathname.includes('/files/');
    if (!file || !address.hash || !address.pathname.endsWith('.html')) return;
    event.preventDefault();
    event.stopPropagation();
    window.open(address.href, '_blank', 'noopener');
  };
  const plugin = {
    id: 'union-figures-links:plugin',
    description: 'Opens links to a place of a report page at that place.',
    autoStart: true,
    activate: () => document.addEventListener('click', toPlace, true),
  };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB['union-figures-links'] = {
    init: () => undefined,
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
