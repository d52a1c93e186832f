using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Help;

[Authorize(Policies.Visitor)]
public sealed class IndexModel : PageModel;
