"""Script libraries as far as these portals' pages use them: written here, named and called as the real ones are."""

from __future__ import annotations

from demo.server import Answer, Site
from tests.crawler.held_out_forms_and_buttons.kit import SCRIPT

JQUERY = """(function(w){
function Q(s){this.n=s instanceof Q?s.n:typeof s==="string"?Array.prototype.slice.call(document.querySelectorAll(s)):s?[s]:[];this.length=this.n.length;}
Q.prototype={
 each:function(f){this.n.forEach(function(e,i){f.call(e,i,e)});return this;},
 html:function(h){if(h===undefined)return this.n[0]&&this.n[0].innerHTML;return this.each(function(){put(this,h)});},
 append:function(h){return this.each(function(){this.insertAdjacentHTML("beforeend",h)});},
 empty:function(){return this.html("")},text:function(t){if(t===undefined)return this.n[0]?this.n[0].textContent:"";return this.each(function(){this.textContent=t});},
 val:function(v){if(v===undefined)return this.n[0]&&this.n[0].value;return this.each(function(){this.value=v});},
 attr:function(k,v){if(v===undefined)return this.n[0]?this.n[0].getAttribute(k):undefined;return this.each(function(){this.setAttribute(k,v)});},
 data:function(k){return this.attr("data-"+k)},
 find:function(s){var o=new Q(null);this.each(function(){o.n=o.n.concat(Array.prototype.slice.call(this.querySelectorAll(s)))});o.length=o.n.length;return o;},
 on:function(e,a,f){return this.each(function(){var t=this;t.addEventListener(e,function(v){if(!f){a.call(t,v);}else{var m=v.target.closest(a);if(m)f.call(m,v);}})})},
 click:function(f){return this.on("click",f)},
 addClass:function(c){return this.each(function(){this.classList.add(c)})},removeClass:function(c){return this.each(function(){this.classList.remove(c)})},
 ready:function(f){start(f)},
 load:function(u,f){var t=this;ajax({url:u,dataType:"html",success:function(h){t.html(h);f&&f(h)}});return this;}};
function put(e,h){e.innerHTML=h;Array.prototype.forEach.call(e.querySelectorAll("script"),function(s){if(!s.src)(0,eval)(s.textContent)});}
function start(f){document.readyState==="loading"?document.addEventListener("DOMContentLoaded",f):f();}
function form(d){return typeof d==="string"?d:Object.keys(d||{}).map(function(k){return encodeURIComponent(k)+"="+encodeURIComponent(d[k]==null?"":d[k])}).join("&");}
function ajax(o){var x=new XMLHttpRequest(),m=(o.type||o.method||"GET").toUpperCase(),b=form(o.data),u=o.url;
 if(m==="GET"&&b)u+=(u.indexOf("?")<0?"?":"&")+b;x.open(m,u,o.async!==false);
 if(m!=="GET")x.setRequestHeader("Content-Type",o.contentType||"application/x-www-form-urlencoded; charset=UTF-8");x.setRequestHeader("X-Requested-With","XMLHttpRequest");
 x.onload=function(){var r=x.responseText,k=x.getResponseHeader("Content-Type")||"";if(o.dataType==="json"||(!o.dataType&&k.indexOf("json")>0))r=JSON.parse(r);o.success&&o.success(r)};x.send(m==="GET"?null:b);}
function $(s){if(typeof s==="function")return start(s);return new Q(s);}
$.ajax=ajax;$.each=function(a,f){for(var i=0;i<a.length;i++)f.call(a[i],i,a[i])};
$.get=function(u,d,f,t){if(typeof d==="function"){t=f;f=d;d=null}ajax({url:u,data:d,success:f,dataType:t})};
$.getJSON=function(u,d,f){$.get(u,d,f,"json")};
$.post=function(u,d,f,t){if(typeof d==="function"){t=f;f=d;d=null}ajax({type:"POST",url:u,data:d,success:f,dataType:t})};
w.$=w.jQuery=$;})(window);"""
LAYUI = """(function(w){
function ask(u,f){var x=new XMLHttpRequest();x.open("GET",u);x.onload=function(){f(JSON.parse(x.responseText))};x.send();}
function pager(box,o){var n=Math.ceil(o.count/o.limit),c=o.curr,h='<div class="layui-box layui-laypage layui-laypage-default"><span class="layui-laypage-count">共 '+o.count+' 条</span>';
 h+='<a href="javascript:;" class="layui-laypage-prev" data-page="'+(c-1)+'">上一页</a>';
 for(var i=1;i<=n;i++)h+=i===c?'<span class="layui-laypage-curr"><em>'+i+'</em></span>':'<a href="javascript:;" data-page="'+i+'">'+i+'</a>';
 h+='<a href="javascript:;" class="layui-laypage-next" data-page="'+(c+1)+'">下一页</a></div>';box.innerHTML=h;
 box.querySelectorAll("a").forEach(function(a){a.addEventListener("click",function(){var p=+a.getAttribute("data-page");if(p>=1&&p<=n){o.curr=p;pager(box,o);o.jump(o,false)}})});}
var table={render:function(o){var at=document.querySelector(o.elem),limit=o.limit||10,said=o.request||{};
 var view=document.createElement("div");view.className="layui-table-view";at.parentNode.insertBefore(view,at.nextSibling);
 function page(p){var q=(said.pageName||"page")+"="+p+"&"+(said.limitName||"limit")+"="+limit;for(var k in o.where||{})q+="&"+k+"="+encodeURIComponent(o.where[k]);
  ask(o.url+(o.url.indexOf("?")<0?"?":"&")+q,function(r){var h='<table class="layui-table"><tbody>';
   r.data.forEach(function(d){h+="<tr>";o.cols[0].forEach(function(c){h+='<td data-field="'+c.field+'"><div class="layui-table-cell">'+(c.templet?c.templet(d):d[c.field])+"</div></td>"});h+="</tr>"});
   view.innerHTML=h+'</tbody></table><div class="layui-table-page"></div>';pager(view.lastChild,{count:r.count,limit:limit,curr:p,jump:function(x){page(x.curr)}});});}
 page(1);}};
var laypage={render:function(o){var box=document.getElementById(o.elem);o.curr=o.curr||1;o.limit=o.limit||10;pager(box,o);o.jump&&o.jump(o,true);}};
w.layui={table:table,laypage:laypage,use:function(n,f){document.readyState==="loading"?document.addEventListener("DOMContentLoaded",f):f();}};})(window);"""
# The pager of the label lists, and the loader of units: both read their own place in the page.
LABELS = """var Ls={pagination:function(at,turn,o){var box=document.querySelector(at);if(!box)return;var n=o.pageCount,c=o.currentPage;
 box.innerHTML='<span>共'+o.total+'条</span><a class="prev" href="javascript:void(0)">上一页</a><span class="current">'+c+'/'+n+'</span><a class="next" href="javascript:void(0)">下一页</a>';
 box.querySelector(".next").onclick=function(){if(c<n)turn(c+1)};box.querySelector(".prev").onclick=function(){if(c>1)turn(c-1)};},
 ajaxHtml:function(url,data,f){$.ajax({url:url,data:data,dataType:"html",success:f});}};"""
UNITS = """(function(){function build(s,no,size){var q=eval("("+s.getAttribute("queryData")+")"),u=s.getAttribute("url"),p=[];
 for(var k in q)p.push(k+"="+encodeURIComponent(q[k]));if(no)p.push("paramJson="+encodeURIComponent(JSON.stringify({pageNo:no,pageSize:size})));
 var x=new XMLHttpRequest();x.open("GET",u+"?"+p.join("&"));x.onload=function(){var r=JSON.parse(x.responseText);if(!r.success)return;
  var box=document.getElementById(q.tagId);box.innerHTML=r.data.html;var g=box.querySelector(".pagination");if(!g)return;
  var size=+g.getAttribute("pagesize"),all=Math.ceil(+g.getAttribute("count")/size),now=+g.getAttribute("current");
  g.innerHTML='<span class="total">共'+all+'页</span><a class="pre" href="javascript:;">上一页</a><span>'+now+'</span><a class="nxt" href="javascript:;">下一页</a>';
  g.querySelector(".nxt").onclick=function(){if(now<all)build(s,now+1,size)};g.querySelector(".pre").onclick=function(){if(now>1)build(s,now-1,size)};};x.send();}
 document.addEventListener("DOMContentLoaded",function(){document.querySelectorAll("script[queryData]").forEach(function(s){build(s,0,0)})});})();"""


def library(site: Site, path: str, text: str) -> str:
    """Put a script at its address; the tag that loads it."""
    site.put(path, Answer(text.encode(), content_type=SCRIPT))
    return f'<script type="text/javascript" src="{path}"></script>'
