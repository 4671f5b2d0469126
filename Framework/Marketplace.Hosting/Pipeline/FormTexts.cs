using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Marketplace.Hosting.Pipeline;

/// <summary>What the framework itself says about fields, where a form says nothing of its own: looked up like any other text.</summary>
internal sealed class FormTexts(IStringLocalizerFactory localizers) : IConfigureOptions<MvcOptions>, IValidationMetadataProvider
{
    public void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(this);
        var text = localizers.Create(typeof(FormTexts));
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, field) => text["The value '{0}' is not valid for {1}.", value, field]);
        messages.SetMissingBindRequiredValueAccessor(
            field => text["A value for the '{0}' parameter or property was not provided.", field]);
        messages.SetMissingKeyOrValueAccessor(() => text["A value is required."]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => text["A non-empty request body is required."]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => text["The value '{0}' is not valid.", value]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => text["The supplied value is invalid."]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => text["The field must be a number."]);
        messages.SetUnknownValueIsInvalidAccessor(field => text["The supplied value is invalid for {0}.", field]);
        messages.SetValueIsInvalidAccessor(value => text["The value '{0}' is invalid.", value]);
        messages.SetValueMustBeANumberAccessor(field => text["The field {0} must be a number.", field]);
        messages.SetValueMustNotBeNullAccessor(value => text["The value '{0}' is invalid.", value]);
    }

    /// <summary>An annotation is looked up by its message, and one without a message not at all.</summary>
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>()
            .Where(x => x.ErrorMessage is null && x.ErrorMessageResourceName is null))
        {
            switch (rule)
            {
                case RequiredAttribute:
                    rule.ErrorMessage = "The {0} field is required.";
                    break;
                case StringLengthAttribute { MinimumLength: 0 }:
                    rule.ErrorMessage = "The field {0} must be a string with a maximum length of {1}.";
                    break;
                case RangeAttribute:
                    rule.ErrorMessage = "The field {0} must be between {1} and {2}.";
                    break;
                default:
                    break;
            }
        }
    }
}
