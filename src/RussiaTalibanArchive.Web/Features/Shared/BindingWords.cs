using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>
/// Says in the reader's language what the framework says of values that no form of ours sends, such as a word for a number.
/// The names of our properties are no words for readers and are left out.
/// </summary>
internal sealed class BindingWords(IStringLocalizer<Strings> strings) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var words = new Words(strings);
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Unusable(value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(Unusable);
        messages.SetValueIsInvalidAccessor(Unusable);
        messages.SetValueMustNotBeNullAccessor(_ => Missing());
        messages.SetUnknownValueIsInvalidAccessor(_ => NotUsable());
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(NotUsable);
        messages.SetValueMustBeANumberAccessor(_ => words["Give a number."]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => words["Give a number."]);
        messages.SetMissingBindRequiredValueAccessor(_ => Missing());
        messages.SetMissingKeyOrValueAccessor(Missing);
        messages.SetMissingRequestBodyRequiredValueAccessor(Missing);

        string Unusable(string value) => string.IsNullOrWhiteSpace(value) ? Missing() : words["“{0}” cannot be used here.", value];
        string NotUsable() => words["This cannot be used here."];
        string Missing() => words["Fill this in."];
    }
}
