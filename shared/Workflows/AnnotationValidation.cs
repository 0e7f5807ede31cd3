using System.ComponentModel.DataAnnotations;

namespace IncDiv.Workflows;

/// <summary>Checks settings by their annotations. What fails is told in the annotations' own sentences, without names of classes around them.</summary>
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
