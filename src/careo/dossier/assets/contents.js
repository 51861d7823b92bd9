(function () {
  "use strict";
  var links = document.querySelectorAll(".contents a");
  var byId = {};
  links.forEach(function (link) { byId[link.getAttribute("href").slice(1)] = link; });
  if (!("IntersectionObserver" in window)) return;
  var now = null;
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var link = byId[entry.target.id];
      if (!entry.isIntersecting || !link || link === now) return;
      if (now) now.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      now = link;
    });
  }, { rootMargin: "-10% 0px -80% 0px" });
  Object.keys(byId).forEach(function (id) {
    var target = document.getElementById(id);
    if (target) seen.observe(target);
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (each) { each.open = true; });
  });
})();
