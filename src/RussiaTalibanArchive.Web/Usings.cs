global using RussiaTalibanArchive.Web.Data;
