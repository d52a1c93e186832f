using Microsoft.AspNetCore.Authorization;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Web.Features.Notes;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(SearchViewReader reader) : ListModel(reader, SearchAddress.Of(ItemKind.Note));
