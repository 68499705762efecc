// The theme chosen on this machine (cashier/shell/theme.tsx), worn before anything is drawn.
const theme = localStorage.getItem('tessera.theme');
if (theme && theme !== 'system') document.documentElement.dataset.theme = theme;
