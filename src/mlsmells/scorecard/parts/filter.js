"use strict";
(() => {
  const form = document.getElementById("filter");
  const [text, level, family, count] = ["text", "level", "family", "count"].map((id) => document.getElementById(`filter-${id}`));
  const findings = [...document.querySelectorAll(".finding")];
  const show = () => {
    const words = text.value.toLowerCase();
    let shown = 0;
    for (const one of findings) {
      const fits = (!level.value || one.dataset.level === level.value)
        && (!family.value || one.dataset.family === family.value)
        && (!words || one.textContent.toLowerCase().includes(words));
      one.hidden = !fits;
      shown += fits;
    }
    count.textContent = `${shown} of ${findings.length} shown`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to a finding that is filtered out shows it again.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) { form.reset(); show(); target.scrollIntoView(); }
  });
  form.hidden = false;
  show();
})();
