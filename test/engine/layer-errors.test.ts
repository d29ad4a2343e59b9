/** Wrong calls of products, layers and pooling: each with its code, and with what PyTorch says to the same. */
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { functional as F, ones, tensor, zeros } from '../../src/engine/index.ts'
import { caught } from './helpers/caught.ts'

const long = (...shape: number[]) => zeros(shape, { dtype: 'int64' })
const double = (...shape: number[]) => ones(shape, { dtype: 'float64' })
const index = (...list: number[]) => tensor(list, { dtype: 'int64' })

type Wrong = [call: () => unknown, code: string, torch: string]

const convolutions: Wrong[] = [
  [
    () => F.conv2d(ones(2, 2, 7, 7), ones(4, 3, 3, 3)),
    'channels',
    'RuntimeError: Given groups=1, weight of size [4, 3, 3, 3], expected input[2, 2, 7, 7] to have 3 channels, but got 2 channels instead',
  ],
  [
    () => F.conv2d(ones(2, 3), ones(4, 3, 3, 3)),
    'input-rank',
    'RuntimeError: Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [2, 3]',
  ],
  [
    () => F.conv1d(ones(8), ones(4, 3, 3)),
    'input-rank',
    'RuntimeError: Expected 2D (unbatched) or 3D (batched) input to conv1d, but got input of size: [8]',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3)),
    'input-rank',
    'RuntimeError: expected stride to be a single integer value or a list of 1 values to match the convolution dimensions, but got stride=[1, 1]',
  ],
  [
    () => F.conv2d(ones(2, 3, 2, 2), ones(4, 3, 3, 3)),
    'window-too-large',
    "RuntimeError: Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be greater than actual input size",
  ],
  [
    () => F.conv2d(ones(2, 3, 2, 2), ones(4, 3, 5, 5), { padding: 1, dilation: 2 }),
    'window-too-large',
    "RuntimeError: Calculated padded input size per channel: (4 x 4). Kernel size: (9 x 9). Kernel size can't be greater than actual input size",
  ],
  [
    () => F.conv2d(ones(2, 4, 4, 4), ones(3, 2, 3, 3), { groups: 2 }),
    'groups',
    'RuntimeError: Given groups=2, expected weight to be divisible by 2 at dimension 0, but got weight of size [[3, 2, 3, 3]] instead',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 2, 3, 3), { groups: 2 }),
    'channels',
    'RuntimeError: Given groups=2, weight of size [4, 2, 3, 3], expected input[2, 3, 4, 4] to have 4 channels, but got 3 channels instead',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 2, 3, 3), { groups: 0 }),
    'groups',
    'RuntimeError: non-positive groups is not supported',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), ones(3)),
    'bias-shape',
    'RuntimeError: Given weight of size [4, 3, 3, 3], expected bias to be 1-dimensional with 4 elements, but got bias of size [3] instead',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { stride: 0 }),
    'window-argument',
    'RuntimeError: non-positive stride is not supported',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { padding: -1 }),
    'window-argument',
    'RuntimeError: negative padding is not supported',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { dilation: 0 }),
    'window-argument',
    'RuntimeError: non-positive dilation is not supported',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { padding: 'same', stride: 2 }),
    'same-with-stride',
    "RuntimeError: padding='same' is not supported for strided convolutions",
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { padding: 'full' as 'same' }),
    'not-a-choice',
    "RuntimeError: Invalid padding string: 'full'",
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { stride: [1, 2, 3] }),
    'window-argument',
    'RuntimeError: expected stride to be a single integer value or a list of 2 values to match the convolution dimensions, but got stride=[1, 2, 3]',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), double(4)),
    'dtypes-differ',
    'RuntimeError: Input type (float) and bias type (double) should be the same',
  ],
  [
    () => F.conv2d(ones(2, 3, 4, 4), ones(4, 3, 3, 3), { strides: 2 } as object),
    'unknown-option',
    "TypeError: conv2d() got an unexpected keyword argument 'strides'",
  ],
  [
    () => F.convTranspose2d(ones(2, 2, 4, 4), ones(3, 3, 3, 3)),
    'channels',
    'RuntimeError: Given transposed=1, weight of size [3, 3, 3, 3], expected input[2, 2, 4, 4] to have 3 channels, but got 2 channels instead',
  ],
  [
    () => F.convTranspose2d(ones(2, 2), ones(3, 3, 3, 3)),
    'input-rank',
    'RuntimeError: Expected 3D (unbatched) or 4D (batched) input to conv_transpose2d, but got input of size: [2, 2]',
  ],
  [
    () => F.convTranspose2d(ones(2, 3, 4, 4), ones(3, 3, 3, 3), { stride: 2, outputPadding: 3 }),
    'output-padding',
    'RuntimeError: output padding must be smaller than either stride or dilation, but got output_padding_height: 3 output_padding_width: 3 stride_height: 2 stride_width: 2 dilation_height: 1 dilation_width: 1',
  ],
  [
    () => F.convTranspose2d(ones(2, 3, 4, 4), ones(3, 4, 3, 3), ones(3)),
    'bias-shape',
    'RuntimeError: Given transposed=1, weight of size [3, 4, 3, 3], expected bias to be 1-dimensional with 4 elements, but got bias of size [3] instead',
  ],
  [
    () => F.convTranspose2d(ones(2, 3, 1, 1), ones(3, 4, 3, 3), { padding: 2 }),
    'output-too-small',
    'RuntimeError: Given input size per channel: (1 x 1). Calculated output size per channel: (-1 x -1). Output size is too small',
  ],
  [
    () => F.convTranspose2d(ones(2, 3, 4, 4), ones(3, 4, 3, 3), { outputPadding: -1 }),
    'window-argument',
    'RuntimeError: negative output_padding is not supported',
  ],
  [
    () => F.unfold(ones(1, 1, 2, 2), 3),
    'window-too-large',
    'RuntimeError: Given input with spatial size (2, 2), kernel_size=(3, 3), dilation=(1, 1), padding=(0, 0), calculated shape of the array of sliding blocks as (0, 0), but its components must be at least one.',
  ],
  [
    () => F.unfold(ones(1, 1, 4, 4), 0),
    'window-argument',
    'RuntimeError: kernel size should be greater than zero, but got kernel_height: 0 kernel_width: 0',
  ],
  [
    () => F.unfold(ones(1, 1, 4, 4), 2, { stride: 0 }),
    'window-argument',
    'RuntimeError: stride should be greater than zero, but got stride_height: 0 stride_width: 0',
  ],
  [
    () => F.unfold(ones(1, 1, 4, 4), 2, { padding: -1 }),
    'window-argument',
    'RuntimeError: padding should be non-negative, but got pad_height: -1 pad_width: -1',
  ],
  [
    () => F.unfold(ones(1, 1, 4, 4)),
    'missing-argument',
    "TypeError: unfold() missing 1 required positional argument: 'kernel_size'",
  ],
  [
    () => F.fold(ones(2), 3, 2),
    'input-rank',
    'RuntimeError: Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: [2]',
  ],
  [
    () => F.fold(ones(1, 5, 4), 3, 2),
    'fold-columns',
    "RuntimeError: Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=5 and kernel_size=(2, 2).",
  ],
  [
    () => F.fold(ones(1, 4, 5), 3, 2),
    'fold-columns',
    "RuntimeError: Given output_size=(3, 3), kernel_size=(2, 2), dilation=(1, 1), padding=(0, 0), stride=(1, 1), expected size of input's dimension 2 to match the calculated number of sliding blocks 2 * 2 = 4, but got input.size(2)=5.",
  ],
  [
    () => F.fold(ones(1, 4, 4), [3, 3, 3], 2),
    'window-argument',
    'RuntimeError: It is expected output_size equals to 2, but got size 3',
  ],
]

const pools: Wrong[] = [
  [
    () => F.maxPool2d(ones(2, 2), 2),
    'input-rank',
    'RuntimeError: non-empty 3D or 4D (batch mode) tensor expected for input',
  ],
  [
    () => F.maxPool2d(ones(1, 0, 4, 4), 2),
    'empty-dimension',
    'RuntimeError: Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:[1, 0, 4, 4]',
  ],
  [
    () => F.maxPool2d(ones(1, 1, 4, 4), 2, { padding: 2 }),
    'pool-padding',
    'RuntimeError: pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1',
  ],
  [
    () => F.maxPool2d(ones(1, 1, 2, 2), 3),
    'output-too-small',
    'RuntimeError: Given input size: (1x2x2). Calculated output size: (1x0x0). Output size is too small',
  ],
  [() => F.maxPool2d(ones(1, 1, 4, 4), 2, 0), 'window-argument', 'RuntimeError: stride should not be zero'],
  [
    () => F.maxPool2d(ones(1, 1, 4, 4), 2, { dilation: 0 }),
    'window-argument',
    'RuntimeError: dilation should be greater than zero, but got dilationH: 0 dilationW: 0',
  ],
  [
    () => F.maxPool2d(ones(1, 1, 4, 4), [2, 2, 2]),
    'window-argument',
    'RuntimeError: max_pool2d: kernel_size must either be a single int, or a tuple of two ints',
  ],
  [
    () => F.maxPool2d(ones(1, 1, 4, 4), 2, { padding: -1 }),
    'window-argument',
    'RuntimeError: pad must be non-negative, but got pad: -1',
  ],
  [
    () => F.maxPool2d(long(1, 1, 4, 4), 2),
    'dtype-not-supported',
    'RuntimeError: "max_pool2d" not implemented for \'Long\'',
  ],
  [
    () => F.maxPool2d(ones(1, 1, 4, 4)),
    'missing-argument',
    "TypeError: max_pool2d() missing 1 required positional argument: 'kernel_size'",
  ],
  [
    () => F.maxPool1d(ones(4), 2),
    'input-rank',
    'RuntimeError: max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:[4]',
  ],
  [
    () => F.avgPool1d(ones(4), 2),
    'input-rank',
    "RuntimeError: Expected 2 to 3 dimensions, but got 1-dimensional tensor for argument #1 'self' (while checking arguments for avg_pool1d)",
  ],
  [
    () => F.avgPool1d(ones(1, 1, 2), [2, 2]),
    'window-argument',
    "RuntimeError: avg_pool1d() argument 'kernel_size' should contain one int (got 2)",
  ],
  [
    () => F.avgPool2d(ones(1, 1, 2, 2), 3),
    'output-too-small',
    'RuntimeError: Given input size: (1x2x2). Calculated output size: (1x0x0). Output size is too small',
  ],
  [
    () => F.avgPool2d(ones(1, 1, 2, 2), 2, { divisorOverride: 0 }),
    'divisor-zero',
    'RuntimeError: divisor must be not zero',
  ],
  [
    () => F.adaptiveAvgPool2d(ones(2, 2), 2),
    'input-rank',
    'RuntimeError: adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got [2, 2]',
  ],
  [
    () => F.adaptiveAvgPool2d(ones(1, 1, 2, 2), [1, 1, 1]),
    'window-argument',
    'RuntimeError: adaptive_avg_pool2d: output_size must be 2',
  ],
  [
    () => F.adaptiveAvgPool2d(ones(1, 1, 2, 3), -1),
    'window-argument',
    'RuntimeError: adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but received {-1, -1}',
  ],
  [
    () => F.adaptiveAvgPool2d(long(1, 1, 2, 3), 2),
    'dtype-not-supported',
    'RuntimeError: "adaptive_avg_pool2d" not implemented for \'Long\'',
  ],
  [
    () => F.adaptiveMaxPool2d(ones(3), 1),
    'input-rank',
    'RuntimeError: adaptive_max_pool2d(): Expected 3D or 4D tensor, but got: [3]',
  ],
  [
    () => F.adaptiveMaxPool2d(ones(1, 1, 0, 3), 1),
    'empty-dimension',
    'RuntimeError: adaptive_max_pool2d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes [1, 1, 0, 3] with dimension 2 being empty',
  ],
  [
    () => F.maxUnpool2d(ones(1, 1, 2, 2), engine.full([1, 1, 2, 2], 20, { dtype: 'int64' }), 2),
    'index-out-of-range',
    'RuntimeError: Found an invalid max index: 20 (output volumes are of size 4x4',
  ],
  [
    () => F.maxUnpool2d(ones(1, 1, 2, 2), long(1, 1, 2, 3), 2),
    'shapes-differ',
    'RuntimeError: Expected shape of indices to be same as that of the input tensor ([1, 1, 2, 2]) but got indices tensor with shape: [1, 1, 2, 3]',
  ],
  [
    () => F.maxUnpool2d(ones(1, 1, 2, 2), ones(1, 1, 2, 2), 2),
    'index-dtype',
    'RuntimeError: elements in indices should be type int64 but got: Float',
  ],
]

const sizes: Wrong[] = [
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: 3, scaleFactor: 2 }),
    'interpolate',
    'ValueError: only one of size or scale_factor should be defined',
  ],
  [() => F.interpolate(ones(1, 1, 2, 2)), 'interpolate', 'ValueError: either size or scale_factor should be defined'],
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: 3, alignCorners: true }),
    'interpolate',
    'ValueError: align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear',
  ],
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: 3, mode: 'linear' }),
    'interpolate',
    'NotImplementedError: Got 4D input, but linear mode needs 3D input',
  ],
  [
    () => F.interpolate(ones(2, 2), { size: 3 }),
    'input-rank',
    'NotImplementedError: Input Error: Only 3D, 4D and 5D input Tensors supported (got 2D) for the modes: nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact (got nearest)',
  ],
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: [3] }),
    'interpolate',
    'ValueError: Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of [2, 2] and output size of (3,). Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.',
  ],
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: 0 }),
    'output-too-small',
    'RuntimeError: Input and output sizes should be greater than 0, but got input (H: 2, W: 2) output (H: 0, W: 0)',
  ],
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: 3, antialias: true }),
    'interpolate',
    'ValueError: Anti-alias option is only supported for bilinear and bicubic modes',
  ],
  [
    () => F.interpolate(ones(1, 1, 2, 2), { size: 3, recomputeScaleFactor: true }),
    'interpolate',
    'ValueError: recompute_scale_factor is not meaningful with an explicit size.',
  ],
  [
    () => F.pixelShuffle(ones(1, 3, 2, 2), 2),
    'not-divisible',
    "RuntimeError: pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but input.size(-3)=3 is not divisible by 4",
  ],
  [
    () => F.pixelShuffle(ones(3, 2), 2),
    'input-rank',
    'RuntimeError: pixel_shuffle expects input to have at least 3 dimensions, but got input with 2 dimension(s)',
  ],
  [
    () => F.pixelShuffle(ones(1, 3, 2, 2), 0),
    'window-argument',
    'RuntimeError: pixel_shuffle expects a positive upscale_factor, but got 0',
  ],
  [
    () => F.pixelUnshuffle(ones(1, 3, 3, 2), 2),
    'not-divisible',
    'RuntimeError: pixel_unshuffle expects height to be divisible by downscale_factor, but input.size(-2)=3 is not divisible by 2',
  ],
  [
    () => F.channelShuffle(ones(1, 3, 2, 2), 2),
    'not-divisible',
    'RuntimeError: Number of channels must be divisible by groups. Got 3 channels and 2 groups.',
  ],
]

const norms: Wrong[] = [
  [
    () => F.batchNorm(ones(1, 3), { training: true }),
    'one-value-per-channel',
    'ValueError: Expected more than 1 value per channel when training, got input size torch.Size([1, 3])',
  ],
  [() => F.batchNorm(ones(2, 3)), 'running-missing', 'RuntimeError: running_mean must be defined in evaluation mode'],
  [
    () => F.batchNorm(ones(2, 3), ones(3)),
    'running-missing',
    'RuntimeError: running_var must be defined in evaluation mode',
  ],
  [
    () => F.batchNorm(ones(2, 3), ones(2), ones(3)),
    'per-channel',
    'RuntimeError: running_mean should contain 3 elements not 2',
  ],
  [
    () => F.batchNorm(ones(2, 3), ones(3), ones(3), ones(2)),
    'per-channel',
    'RuntimeError: weight should contain 3 elements not 2',
  ],
  [
    () => F.batchNorm(long(2, 3), ones(3), ones(3)),
    'dtype-not-supported',
    'RuntimeError: "batch_norm" not implemented for \'Long\'',
  ],
  [
    () => F.instanceNorm(ones(2, 3, 1)),
    'one-value-per-channel',
    'ValueError: Expected more than 1 spatial element when training, got input size torch.Size([2, 3, 1])',
  ],
  [
    () => F.instanceNorm(ones(2, 3, 2), { useInputStats: false }),
    'running-missing',
    'RuntimeError: Expected running_mean and running_var to be defined when use_input_stats is false',
  ],
  [
    () => F.layerNorm(ones(2, 3), [2]),
    'normalized-shape',
    'RuntimeError: Given normalized_shape=[2], expected input with shape [*, 2], but got input of size[2, 3]',
  ],
  [
    () => F.layerNorm(ones(2, 3), []),
    'normalized-shape',
    'RuntimeError: Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []',
  ],
  [
    () => F.layerNorm(ones(2, 3), [3], ones(2)),
    'parameter-shape',
    'RuntimeError: Expected weight to be of same shape as normalized_shape, but got weight of shape [2] and normalized_shape = [3]',
  ],
  [
    () => F.layerNorm(double(2, 3), [3], ones(3)),
    'dtypes-differ',
    'RuntimeError: expected scalar type Double but found Float',
  ],
  [
    () => F.layerNorm(long(2, 3), [3]),
    'dtype-not-supported',
    'RuntimeError: "LayerNormKernelImpl" not implemented for \'Long\'',
  ],
  [
    () => F.groupNorm(ones(2, 3), 2),
    'channel-groups',
    'RuntimeError: Expected number of channels in input to be divisible by num_groups, but got input of shape [2, 3] and num_groups=2',
  ],
  [
    () => F.groupNorm(ones(2, 4), 2, ones(3)),
    'parameter-shape',
    'RuntimeError: Expected weight to be a vector of size equal to the number of channels in input, but got weight of shape [3] and input of shape [2, 4]',
  ],
  [
    () => F.groupNorm(ones(1, 4), 4),
    'one-value-per-channel',
    'ValueError: Expected more than 1 value per channel when training, got input size [1, 4]',
  ],
  [
    () => F.localResponseNorm(ones(2, 3), 2),
    'input-rank',
    'ValueError: Expected 3D or higher dimensionality                          input (got 2 dimensions)',
  ],
  [
    () => F.localResponseNorm(ones(2, 3, 2), 0),
    'window-argument',
    'RuntimeError: kernel size should be greater than zero, but got kH: 0 kW: 1',
  ],
]

const others: Wrong[] = [
  [() => F.embedding(index(5), ones(3, 2)), 'index-out-of-range', 'IndexError: index out of range in self'],
  [() => F.embedding(index(-1), ones(3, 2)), 'index-out-of-range', 'IndexError: index out of range in self'],
  [
    () => F.embedding(ones(2), ones(3, 2)),
    'index-dtype',
    "RuntimeError: Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.FloatTensor instead (while checking arguments for embedding)",
  ],
  [() => F.embedding(index(1), ones(3)), 'table-rank', "RuntimeError: 'weight' must be 2-D"],
  [
    () => F.embedding(index(1), ones(3, 2), 3),
    'padding-index',
    'RuntimeError: Padding_idx must be within num_embeddings',
  ],
  [
    () => F.dropout(ones(3), 1.5),
    'dropout-probability',
    'ValueError: dropout probability has to be between 0 and 1, but got 1.5',
  ],
  [
    () => F.dropout(long(3), 0.5),
    'dtype-not-supported',
    "RuntimeError: result type Float can't be cast to the desired output type Long",
  ],
  [
    () => engine.featureDropout(ones(3)),
    'input-rank',
    'RuntimeError: Feature dropout requires at least 2 dimensions in the input',
  ],
  [
    () => F.dropout1d(ones(3)),
    'input-rank',
    'RuntimeError: dropout1d: Expected 2D or 3D input, but received a 1D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).',
  ],
  [
    () => F.scaledDotProductAttention(ones(2, 2), ones(2, 2), ones(2, 2), { attnMask: ones(2, 2), isCausal: true }),
    'mask-and-causal',
    'RuntimeError: _scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True',
  ],
  [
    () => F.scaledDotProductAttention(ones(2), ones(2, 2), ones(2, 2)),
    'input-rank',
    'RuntimeError: scaled_dot_product_attention: Expected query, key, and value to all be  at least 2 dimensional, but got Query dim: 1, Key dim: 2, and Value dim: 2 instead.',
  ],
  [
    () => F.scaledDotProductAttention(ones(2, 2), double(2, 2), ones(2, 2)),
    'dtypes-differ',
    'RuntimeError: Expected query, key, and value to have the same dtype, but got query.dtype: float key.dtype: double and value.dtype: float instead.',
  ],
  [
    () => F.scaledDotProductAttention(ones(1, 2, 3), ones(1, 2, 4), ones(1, 2, 3)),
    'matmul-inner',
    'RuntimeError: Expected size for first two dimensions of batch2 tensor to be: [1, 3] but got: [1, 4].',
  ],
]

const products: Wrong[] = [
  [
    () => F.linear(ones(2, 3), ones(4, 5)),
    'matmul-inner',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 5x4)',
  ],
  [
    () => F.linear(ones(2, 2, 3), ones(4, 5), ones(4)),
    'matmul-inner',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x3 and 5x4)',
  ],
  [
    () => F.linear(ones(2, 3), ones(4, 3), ones(3)),
    'expand',
    'RuntimeError: The expanded size of the tensor (4) must match the existing size (3) at non-singleton dimension 1.  Target sizes: [2, 4].  Tensor sizes: [3]',
  ],
  [
    () => F.linear(double(2, 3), ones(4, 3), ones(4)),
    'dtypes-differ',
    'RuntimeError: mat1 and mat2 must have the same dtype',
  ],
  [() => F.linear(ones(2, 3), ones(3), ones(1)), 'matmul-ranks', 'RuntimeError: mat2 must be a matrix, got 1-D tensor'],
  [
    () => F.bilinear(ones(2, 3), ones(2, 4), ones(5, 3, 3)),
    'bilinear',
    'RuntimeError: bilinear(): input2 size does not match weight size: got 4 but expected 3',
  ],
  [
    () => F.bilinear(ones(2, 3), ones(3, 4), ones(5, 3, 4)),
    'bilinear',
    'RuntimeError: bilinear(): input batch dimensions do not match at dim 0: got 2 and 3',
  ],
  [
    () => engine.addmm(ones(4), ones(2, 3), ones(2, 4)),
    'matmul-inner',
    'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x4)',
  ],
  [
    () => engine.addmm(ones(4), ones(2), ones(2, 4)),
    'matmul-ranks',
    'RuntimeError: mat1 must be a matrix, got 1-D tensor',
  ],
  [
    () => engine.addmm(double(4), ones(2, 3), ones(3, 4)),
    'dtypes-differ',
    'RuntimeError: self and mat2 must have the same dtype',
  ],
  [
    () => engine.addmm(ones(1, 2, 4), ones(2, 3), ones(3, 4)),
    'expand',
    'RuntimeError: expand(torch.FloatTensor{[1, 2, 4]}, size=[2, 4]): the number of sizes provided (2) must be greater or equal to the number of dimensions in the tensor (3)',
  ],
  [() => engine.addmv(ones(2), ones(2, 3), ones(2)), 'matmul-inner', 'RuntimeError: size mismatch, got 2, 2x3,2'],
  [
    () => engine.baddbmm(ones(2, 3, 4), ones(2, 3, 4), ones(2, 3, 4)),
    'matmul-inner',
    'RuntimeError: Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [2, 3].',
  ],
  [
    () => engine.addr(ones(3), ones(2, 2), ones(4)),
    'matmul-ranks',
    'RuntimeError: addr: Expected 1-D argument vec1, but got 2-D',
  ],
  [
    () => engine.outer(ones(2), ones(3, 3)),
    'matmul-ranks',
    'RuntimeError: outer: Expected 1-D argument vec2, but got 2-D',
  ],
  [
    () => engine.inner(ones(2, 3), ones(2, 4)),
    'matmul-inner',
    'RuntimeError: inner() the last dimension must match on both input tensors but got shapes [2, 3] and [2, 4]',
  ],
  [
    () => engine.tensordot(ones(2, 3), ones(2, 4), 1),
    'tensordot',
    'RuntimeError: contracted dimensions need to match, but first has size 3 in dim -1 and second has size 2 in dim 0',
  ],
  [
    () => engine.tensordot(ones(2, 3), ones(2, 4), 3),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got -3)',
  ],
  [
    () => engine.tensordot(ones(2, 3), ones(2, 4), -1),
    'tensordot',
    'RuntimeError: tensordot expects dims >= 0, but got dims=-1',
  ],
  [
    () => engine.tensordot(ones(2, 3), ones(2, 4), [[0], [0, 1]]),
    'tensordot',
    'RuntimeError: both dimension lists should have same length',
  ],
  [() => engine.cross(ones(2, 4), ones(2, 4)), 'cross-size', 'RuntimeError: no dimension of size 3 in input'],
  [
    () => engine.cross(ones(2, 4), ones(2, 4), { dim: -1 }),
    'cross-size',
    'RuntimeError: linalg.cross: inputs dimension -1 must have length 3. Got 4 and 4',
  ],
  [
    () => engine.chainMatmul(ones(2, 3), ones(2, 3)),
    'chain',
    'RuntimeError: multi_dot(): tensors 0 and 1 with shapes [2, 3] and [2, 3] cannot be multiplied',
  ],
]

const matrices: Wrong[] = [
  [
    () => engine.inverse(ones(2, 3)),
    'not-square',
    'RuntimeError: linalg.inv: A must be batches of square matrices, but they are 2 by 3 matrices',
  ],
  [
    () => engine.det(ones(2)),
    'not-square',
    'RuntimeError: linalg.det: The input tensor A must have at least 2 dimensions.',
  ],
  [
    () => engine.inverse(ones(2, 2)),
    'singular',
    'RuntimeError: linalg.inv: The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.',
  ],
  [
    () => engine.linalg.solve(ones(2, 2), ones(2)),
    'singular',
    'RuntimeError: torch.linalg.solve: The solver failed because the input matrix is singular.',
  ],
  [
    () => engine.linalg.solve(engine.eye(2), ones(3)),
    'solve-shapes',
    'RuntimeError: linalg.solve: Incompatible shapes of A and B for the equation AX = B (2x2 and 3x1)',
  ],
  [
    () => engine.cholesky(engine.eye(2).neg()),
    'not-positive-definite',
    'RuntimeError: linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order 1 is not positive-definite).',
  ],
  [
    () => engine.matrixPower(engine.eye(2), 0.5),
    'matrix-power',
    "TypeError: matrix_power(): argument 'n' (position 2) must be int, not float",
  ],
  [
    () => engine.linalg.matrixNorm(ones(2, 2), 7),
    'matrix-norm',
    'RuntimeError: linalg.matrix_norm: Order 7 not supported.',
  ],
  [
    () => engine.linalg.norm(ones(2, 2, 2), 1),
    'input-rank',
    'RuntimeError: linalg.norm: If ord is specified but dim is None, the input must be 1D or 2D.',
  ],
  [
    () => engine.cross(ones(2, 3), ones(3)),
    'cross-size',
    'RuntimeError: linalg.cross: inputs must have the same number of dimensions.',
  ],
]

const samples: Wrong[] = [
  [
    () => F.gridSample(ones(1, 1, 2, 2), ones(1, 2, 2, 3)),
    'grid-shape',
    'RuntimeError: grid_sampler(): expected grid to have size 2 in last dimension, but got grid with sizes [1, 2, 2, 3]',
  ],
  [
    () => F.gridSample(ones(2, 1, 2, 2), ones(1, 2, 2, 2)),
    'grid-shape',
    'RuntimeError: grid_sampler(): expected grid and input to have same batch size, but got input with sizes [2, 1, 2, 2] and grid with sizes [1, 2, 2, 2]',
  ],
  [
    () => F.gridSample(ones(1, 1, 2, 2), ones(1, 2, 2, 2), { mode: 'cubic' as 'bicubic' }),
    'not-a-choice',
    "ValueError: nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: 'cubic'",
  ],
  [
    () => F.affineGrid(ones(1, 2, 2), [1, 1, 2, 2]),
    'affine-grid',
    'ValueError: Expected a batch of 2D affine matrices of shape Nx2x3 for size [1, 1, 2, 2]. Got torch.Size([1, 2, 2]).',
  ],
  [
    () => F.affineGrid(ones(1, 2, 3), [1, 1, 2]),
    'affine-grid',
    'NotImplementedError: affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size [1, 1, 2].',
  ],
  [
    () => F.embeddingBag(index(1, 2), ones(3, 2)),
    'embedding-bag',
    'ValueError: offsets has to be a 1D Tensor but got None',
  ],
  [
    () => F.embeddingBag(index(1, 2), ones(3, 2), index(0), { mode: 'most' as 'max' }),
    'not-a-choice',
    'ValueError: mode has to be one of sum, mean or max',
  ],
  [
    () => F.embeddingBag(long(1, 1, 1), ones(3, 2)),
    'input-rank',
    'ValueError: input has to be 1D or 2D Tensor, but got Tensor of dimension 3',
  ],
  [() => heads({ numHeads: 3 }), 'attention-heads', 'RuntimeError: embed_dim 4 not divisible by num_heads 3'],
  [
    () => heads({ embedDimToCheck: 5 }),
    'attention-shape',
    'RuntimeError: was expecting embedding dimension of 5, but got 4',
  ],
  [
    () => heads({ attnMask: ones(2, 3) }),
    'attention-shape',
    'RuntimeError: The shape of the 2D attn_mask is torch.Size([2, 3]), but should be (2, 2).',
  ],
  [
    () => heads({ attnMask: long(2, 2) }),
    'mask-dtype',
    'RuntimeError: only bool and floating types of attn_mask are supported',
  ],
]

function heads(more: object): unknown {
  const x = ones(2, 1, 4)
  return F.multiHeadAttentionForward(x, x, x, {
    embedDimToCheck: 4,
    numHeads: 2,
    inProjWeight: ones(12, 4),
    outProjWeight: ones(4, 4),
    ...more,
  })
}

const einsum = (equation: string, shapes: number[][], torch: string, code = 'einsum-equation'): Wrong => [
  () => engine.einsum(equation, ...shapes.map((shape) => ones(shape))),
  code,
  `RuntimeError: einsum(): ${torch}`,
]

const equations: Wrong[] = [
  einsum('ij,jk', [[2, 3]], 'fewer operands were provided than specified in the equation'),
  einsum('ij,', [[2, 3]], 'fewer operands were provided than specified in the equation'),
  einsum(
    'ij',
    [
      [2, 3],
      [3, 4],
    ],
    'more operands were provided than specified in the equation',
  ),
  einsum(
    'ijk',
    [[2, 3]],
    'the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0 and no ellipsis was given',
    'einsum-rank',
  ),
  einsum(
    'ijk...',
    [[2, 3]],
    'the number of subscripts in the equation (3) is more than the number of dimensions (2) for operand 0',
    'einsum-rank',
  ),
  einsum(
    'ij,jk->ik',
    [
      [2, 3],
      [4, 5],
    ],
    'subscript j has size 4 for operand 1 which does not broadcast with previously seen size 3',
    'einsum-size',
  ),
  einsum('ii', [[2, 3]], "subscript i is repeated for operand 0 but the sizes don't match, 3 != 2", 'einsum-size'),
  einsum('ij->k', [[2, 3]], 'output subscript k does not appear in the equation for any input operand'),
  einsum('ij->ii', [[2, 3]], 'output subscript i appears more than once in the output'),
  einsum('i..j', [[2, 3]], "found '.' for operand 0 that is not part of any ellipsis"),
  einsum('i....j', [[2, 3]], "found '.' for operand 0 for which an ellipsis was already found"),
  einsum('ij->i...j...', [[2, 3]], "found '.' for output but an ellipsis (...) was already found"),
  einsum('ij->i.', [[2, 3]], "found '.' for output that is not part of any ellipsis (...)"),
  einsum('ij-j', [[2, 3]], 'invalid subscript given at index 2 in the equation string, subscripts must be in [a-zA-Z]'),
  einsum(
    'ij->i->j',
    [[2, 3]],
    'invalid subscript given at index 5 in the equation string, subscripts must be in [a-zA-Z]',
  ),
  einsum('', [], 'must provide at least one operand'),
]

describe.each<[string, Wrong[]]>([
  ['convolutions', convolutions],
  ['pooling', pools],
  ['other sizes', sizes],
  ['normalisations', norms],
  ['embedding, dropout and attention', others],
  ['products', products],
  ['einsum', equations],
  ['matrices', matrices],
  ['bags, grids and heads', samples],
])('wrong calls of %s', (_, calls) => {
  test.each(calls)('%s fails with code %s and says what PyTorch says', (call, code, torch) => {
    const error = caught(call)
    expect(error.code).toBe(code)
    expect(`${error.torch!.type}: ${error.torch!.message}`).toBe(torch)
  })
})

test.each<[string, () => unknown]>([
  [
    'conv2d: the input [2, 2, 7, 7] has 2 channels, the weight [4, 3, 3, 3] needs 3.',
    () => F.conv2d(ones(2, 2, 7, 7), ones(4, 3, 3, 3)),
  ],
  [
    'conv2d: a window of [3, 3] does not fit into [2, 2], the input with its padding.',
    () => F.conv2d(ones(2, 3, 2, 2), ones(4, 3, 3, 3)),
  ],
  [
    'maxPool2d: padding 2 is more than half of the window, which spans 2: some windows would see no element.',
    () => F.maxPool2d(ones(1, 1, 4, 4), 2, { padding: 2 }),
  ],
  [
    'batchNorm: shape [1, 3] has one value for each channel, which is its own mean: the result would be 0. Take a larger batch, or eval mode.',
    () => F.batchNorm(ones(1, 3), { training: true }),
  ],
  [
    'layerNorm: the last dimensions of [2, 3] are not [2], as normalizedShape says.',
    () => F.layerNorm(ones(2, 3), [2]),
  ],
  ['embedding: index 5 is outside [0, 2]: the table has 3 rows.', () => F.embedding(index(5), ones(3, 2))],
  ["einsum: 'ij->k': k stands in the output, but for no operand.", () => engine.einsum('ij->k', ones(2, 3))],
  [
    'tensordot: dimension -1 of [2, 3] has size 3, dimension 0 of [2, 4] has 2.',
    () => engine.tensordot(ones(2, 3), ones(2, 4), 1),
  ],
  ['addmm: inner sizes differ: [2, 3] × [2, 4] needs 3 = 2.', () => engine.addmm(ones(4), ones(2, 3), ones(2, 4))],
])('the message is: %s', (message, call) => {
  expect(caught(call).message).toBe(message)
})

test('every code of a wrong call has words in English, and what they ask for is given', async () => {
  const { default: ui } = (await import('../../locales/en/ui.json')) as { default: { errors: Record<string, string> } }
  const tables = [convolutions, pools, sizes, norms, others, products, equations, matrices, samples]
  const faults = tables.flat().flatMap(([call]) => {
    const { code, params } = caught(call)
    const words = ui.errors[code]
    if (words === undefined) return [`${code}: no words`]
    return [...words.matchAll(/\{\{(\w+)\}\}/g)]
      .filter(([, name]) => params[name!] == null)
      .map(([, name]) => `${code}: no ${name}`)
  })
  expect([...new Set(faults)]).toEqual([])
})
