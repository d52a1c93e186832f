using Microsoft.AspNetCore.Authorization;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Search;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(SearchViewReader reader) : ListModel(reader, new SearchAddress());
