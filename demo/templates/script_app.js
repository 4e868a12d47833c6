// Draws a column's list and its pager; the page that comes over the network holds neither.
(function () {
  "use strict";
  var box = document.getElementById("app");
  var service = ["", box.dataset.service, "column", "records"].join("/");

  function draw(page) {
    fetch(service, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ columnId: box.dataset.column, pageNo: page })
    })
      .then(function (answer) { return answer.json(); })
      .then(function (data) {
        var list = document.createElement("ul");
        list.className = "record-list";
        data.records.forEach(function (record) {
          var item = document.createElement("li");
          var link = document.createElement("a");
          link.href = record.path;
          link.title = record.title;
          link.textContent = record.title;
          var date = document.createElement("span");
          date.textContent = record.date;
          item.append(link, date);
          list.append(item);
        });
        var pager = document.createElement("div");
        pager.className = "pager";
        pager.append("共" + data.total + "条 " + data.page + "/" + data.pages + "页 ");
        for (var number = 1; number <= data.pages; number += 1) {
          var button = document.createElement("a");
          button.href = "#page" + number;
          button.textContent = String(number);
          button.onclick = draw.bind(null, number);
          pager.append(button);
        }
        box.replaceChildren(list, pager);
      });
  }

  draw(1);
})();
