using System.ComponentModel.DataAnnotations;

namespace IncDiv.Workflows;

/// <summary>Validates settings by their annotations. Failures are reported with the annotations' messages only, without class names.</summary>
internal sealed class AnnotationValidation<TOptions> : IValidateOptions<TOptions> where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(f => f.ErrorMessage ?? ""));
    }
}
