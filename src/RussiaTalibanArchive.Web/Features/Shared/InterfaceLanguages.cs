using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>The languages of the interface. <c>?ui=ar</c> chooses one, a cookie keeps it, the browser's wish is the default.</summary>
public static class InterfaceLanguages
{
    /// <summary>BCP 47 tag and the language's own name for itself.</summary>
    public static IReadOnlyList<(string Tag, string Name)> All { get; } = [("en", "English"), ("ar", "العربية")];

    /// <summary>The language of this request, as a BCP 47 tag.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    internal static void AddInterfaceLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddScoped<Words>();
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingWords>();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = All.Select(l => new CultureInfo(l.Tag)).ToList();
            options.DefaultRequestCulture = new RequestCulture("en");
            options.SupportedUICultures = cultures;
            // Numbers and dates go through our own formats, alike in every language.
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.RequestCultureProviders =
            [
                // An error page is run for the request anew, without its query.
                new CustomRequestCultureProvider(context => Task.FromResult(
                    context.Items[CookieName] is string tag ? new ProviderCultureResult("", tag) : null)),
                new QueryStringRequestCultureProvider { QueryStringKey = "ui", UIQueryStringKey = "ui" },
                new CookieRequestCultureProvider { CookieName = CookieName },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    internal static void UseInterfaceLanguages(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.Use(async (context, next) =>
        {
            var wish = context.Request.Query["ui"].ToString();
            if (All.Any(l => l.Tag == wish))
            {
                context.Response.Cookies.Append(CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("", wish)), new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                });
            }

            context.Items[CookieName] = Current;
            context.Response.Headers.ContentLanguage = Current;
            await next();
        });
    }

    private const string CookieName = "ui";
}
