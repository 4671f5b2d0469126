using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Marketplace.Ui;

internal static class FieldTypes
{
    /// <summary>
    /// The control that fits a property by its annotations, else by its type. Never <c>number</c>: browsers and binders reinterpret what is
    /// typed there, so numbers are texts with an <c>inputmode</c> that <see cref="AmountReader"/> reads.
    /// </summary>
    public static string Of(ModelMetadata metadata) => metadata.DataTypeName switch
    {
        nameof(DataType.Password) => "password",
        nameof(DataType.EmailAddress) => "email",
        nameof(DataType.Url) => "url",
        nameof(DataType.PhoneNumber) => "tel",
        nameof(DataType.MultilineText) => "textarea",
        nameof(DataType.Date) => "date",
        _ when Has<EmailAddressAttribute>(metadata) => "email",
        _ => OfType(metadata.UnderlyingOrModelType),
    };

    private static string OfType(Type type)
    {
        if (type == typeof(bool))
            return "checkbox";
        if (type == typeof(DateOnly))
            return "date";
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
            return "datetime-local";
        return "text";
    }

    public static bool Has<T>(ModelMetadata metadata)
        where T : Attribute => metadata.ValidatorMetadata.OfType<T>().Any();
}
